package press

// An Image is a picture that pages show.
type Image struct{}

type images struct{}

func (*images) write(*file, *Image) {}
func (*images) resources() string   { return "" }
