package roster

import "strings"

// A standing says whether a person with some status comes.
type standing int

const (
	unknown standing = iota
	coming
	waiting // not in yet: on a waiting list, to be approved, yet to pay or to answer
	gone
)

// standingWords lists what shops and people write: each in whole, or as a word among others.
var standingWords = [...]string{
	coming: `attending approved confirmed paid going coming checkedin complete completed active valid
		accepted registered attended present booked issued sent redeemed used unused successful ok okay free
		none na partiallyrefunded partlyrefunded notcancelled notcanceled notvoided inperson onsite online
		remote virtual bezahlt bestätigt angemeldet zugesagt zusage teilnehmend anwesend eingecheckt gebucht
		aktiv gültig genehmigt angenommen registriert abgeschlossen kostenlos nichtstorniert
		teilweiseerstattet vorort payé payée confirmé confirmée inscrit inscrite validé validée accepté
		acceptée présent présente gratuit pagado confirmado confirmada aceptado aceptada inscrito inscrita
		registrado registrada pagato confermato confermata iscritto iscritta accettato accettata betaald
		bevestigd aangemeld aanwezig geaccepteerd`,
	waiting: `waitlist waitlisted waitinglist waiting pending awaiting invited maybe perhaps tentative
		interested undecided unsure notsure unanswered noresponse noreply noanswer notresponded unpaid
		notpaid notyetpaid overdue onhold requested applied draft incomplete inprogress unconfirmed
		notconfirmed notyet unapproved notyetapproved warteliste wartend ausstehend offen unbezahlt
		nichtbezahlt nochnichtbezahlt vielleicht eingeladen angefragt unbestätigt nichtbestätigt nochnicht
		keineantwort vorgemerkt inbearbeitung enattente attente listedattente peutêtre invité invitée impayé
		nonpayé pendiente enespera listadeespera quizás quizá invitado invitada inattesa attesa forse
		invitato invitata nonpagato wachtlijst wachtend openstaand misschien uitgenodigd nietbetaald`,
	gone: `cancelled canceled cancel cancellation void voided declined rejected denied deleted removed
		revoked refunded transferred expired lapsed abandoned withdrawn invalid inactive absent noshow
		notattending notgoing notcoming notapproved cantcome cantmakeit cannotattend cannotcome
		unabletoattend storniert storno annulliert abgesagt abgelehnt abgemeldet abgelaufen abgebrochen
		erstattet rückerstattet zurückerstattet gelöscht verfallen ungültig übertragen abwesend kommtnicht
		nichtanwesend nimmtnichtteil nichtgenehmigt annulé annulée remboursé remboursée refusé refusée
		expiré expirée absente supprimé transféré cancelado cancelada anulado anulada reembolsado
		reembolsada rechazado rechazada caducado annullato annullata rimborsato rimborsata rifiutato
		rifiutata scaduto scaduta geannuleerd terugbetaald afgewezen afgemeld verlopen vervallen absage`,
}

// standings finds them without their marks.
var standings = func() map[string]standing {
	m := make(map[string]standing)
	for s, words := range standingWords {
		for word := range strings.FieldsSeq(words) {
			m[withoutMarks(word)] = standing(s)
		}
	}
	return m
}()

// The answers to a question, of which "Cancelled?" is one too.
var (
	yes      = set(`yes y true t 1 x ja j oui o si s vrai wahr`)
	no       = set(`no n false f 0 nein non nee nej nei faux falsch`)
	negation = set(`not nicht pas never nie niet non no kein keine`)
)

// standingOf reads a status, which is not blank, of a column for f. In "cancelled - refunded" and
// "yes, pending payment" the worst word counts; what has a "not" in it is known in whole or not at all.
func standingOf(f field, said string) standing {
	words := strings.Fields(withoutMarks(said))
	whole := strings.Join(words, "")
	switch {
	case whole != "":
	case strings.ContainsAny(said, "✓✔☑✅"):
		whole = "yes"
	case strings.ContainsAny(said, "✗✘☒❌"):
		whole = "no"
	case strings.Trim(said, "-–—./ ") == "":
		return coming // nothing is said
	}
	if s := answer(f, whole); s != unknown {
		return s
	}
	if s := standings[whole]; s != unknown {
		return s
	}
	worst := unknown
	for i, word := range words {
		if first := answer(f, word); i == 0 && first != unknown {
			worst = first
			continue
		}
		if negation[word] {
			return unknown
		}
		worst = max(worst, standings[word])
	}
	return worst
}

// answer knows yes and no: whether the person comes or, of a column for voided, does not.
func answer(f field, word string) standing {
	switch {
	case yes[word] != no[word] && yes[word] == (f == voided):
		return gone
	case yes[word] != no[word]:
		return coming
	}
	return unknown
}
