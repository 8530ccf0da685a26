package eventfile_test

import "time"

// clock is a time of the evening of the Kafka meetup.
func clock(hhmm string) time.Time {
	t, err := time.Parse(time.RFC3339, "2014-06-03T"+hhmm+":00-07:00")
	if err != nil {
		panic(err)
	}
	return t
}
