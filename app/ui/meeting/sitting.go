package meeting

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"framsteg/app/progress"
	"framsteg/app/ui/screen"
	"framsteg/store/skapa"
)

// sitting is a meeting as far as it has come: what both raters have answered,
// each in a draft that is in the file at every change.
type sitting struct {
	participant skapa.Participant
	instrument  skapa.Instrument
	earlier     []skapa.Assessment // of the participant, by date
	date        skapa.Date
	sides       map[skapa.Rater]*side
}

// side is what one rater answers.
type side struct {
	draft   skapa.Assessment
	saved   bool             // as an assessment of the date, which is shown but not changed here
	other   skapa.Assessment // a draft in the file that is none of this meeting: of another day or instrument; zero for none
	beside  texts            // of a draft without answers beside what is saved
	keeper  *draftKeeper
	fitting texts // as they were last kept: the newest that aren't too long
	unkept  bool  // a part of a text isn't in the draft on the disk
}

// texts are what a rater writes beside the answers.
type texts struct{ Comment, Raising string }

// sit goes on with the meeting that was begun with a participant, or begins one
// today.
func sit(ctx context.Context, d screen.Deps, p skapa.Participant) (*sitting, error) {
	drafts, err := d.Store.Drafts(ctx, p.ID)
	if err != nil {
		return nil, err
	}
	in, err := d.Store.NewestInstrument(ctx)
	date := d.Store.Today()
	if err == nil && len(drafts) > 0 { // the meeting that was left longest ago comes first
		first := slices.MinFunc(drafts, func(a, b skapa.Assessment) int { return cmp.Compare(a.Date, b.Date) })
		date = first.Date
		in, err = d.Store.Instrument(ctx, first.Instrument)
	}
	if err != nil {
		return nil, err
	}
	earlier, err := d.Store.Assessments(ctx, p.ID)
	if err != nil {
		return nil, err
	}
	s := &sitting{participant: p, instrument: in, earlier: earlier, sides: map[skapa.Rater]*side{}}
	for _, r := range skapa.Raters {
		s.sides[r] = &side{keeper: &draftKeeper{deps: d}, draft: s.empty(r)}
	}
	for _, a := range drafts {
		if a.Instrument == in.Version && a.Date == date {
			s.sides[a.Rater].load(a)
		} else {
			s.sides[a.Rater].other = a
		}
	}
	if date.IsZero() {
		date = d.Store.Today()
	}
	s.on(date)
	return s, nil
}

// reread takes in what was saved, corrected or undone since.
func (s *sitting) reread(ctx context.Context, d screen.Deps) error {
	earlier, err := d.Store.Assessments(ctx, s.participant.ID)
	if err != nil {
		return err
	}
	s.earlier = earlier
	s.on(s.date)
	return nil
}

func (s *sitting) empty(r skapa.Rater) skapa.Assessment {
	return skapa.Assessment{Participant: s.participant.ID, Rater: r, Instrument: s.instrument.Version, Answers: map[string]skapa.Step{}}
}

func (sd *side) load(a skapa.Assessment) {
	if a.Answers == nil {
		a.Answers = map[string]skapa.Step{}
	}
	sd.draft, sd.fitting = a, texts{a.Comment, a.Raising}
}

// restore takes up the draft again that was beside what is saved.
func (sd *side) restore(empty skapa.Assessment) {
	empty.Comment, empty.Raising = sd.beside.Comment, sd.beside.Raising
	sd.beside = texts{}
	sd.load(empty)
}

// on makes the meeting one of a date. What a rater has saved of that date
// already is a part of it.
func (s *sitting) on(d skapa.Date) {
	s.date = d
	for _, r := range skapa.Raters {
		sd := s.sides[r]
		if sd.saved {
			sd.restore(s.empty(r))
		}
		i := slices.IndexFunc(s.earlier, func(a skapa.Assessment) bool {
			return a.Rater == r && a.Date == d && a.Instrument == s.instrument.Version
		})
		if sd.saved = i >= 0 && len(sd.draft.Answers) == 0; sd.saved {
			sd.beside = texts{sd.draft.Comment, sd.draft.Raising}
			sd.load(s.earlier[i])
		}
		sd.draft.Date = d
	}
}

// move is on for a meeting that may have begun.
func (s *sitting) move(d skapa.Date) {
	s.on(d)
	for _, sd := range s.sides {
		if sd.begun() {
			sd.keep()
		}
	}
}

// items are what a rater is asked, in order.
func (s *sitting) items(r skapa.Rater) []skapa.Item { return s.instrument.ItemsFor(r) }

// missing is how many items a rater has not answered yet.
func (s *sitting) missing(r skapa.Rater) int {
	return len(s.sides[r].draft.Unanswered(s.instrument))
}

// done tells whether a rater has answered all.
func (s *sitting) done(r skapa.Rater) bool { return s.missing(r) == 0 }

// next is the rater whose answers come next, and whether one's do: whose turn
// it was, else the participant's.
func (s *sitting) next() (skapa.Rater, bool) {
	for _, r := range []skapa.Rater{skapa.BySupervisor, skapa.Self} {
		if s.sides[r].begun() && !s.done(r) {
			return r, true
		}
	}
	for _, r := range skapa.Raters {
		if !s.done(r) && !s.sides[r].waits() {
			return r, true
		}
	}
	return "", s.sides[skapa.Self].waits() || s.sides[skapa.BySupervisor].waits()
}

// waits tells whether the rater has begun another meeting, which this one comes
// before.
func (sd *side) waits() bool { return sd.other.Instrument != skapa.Version{} }

// doubled gives who has answered here what was saved for the date meanwhile, as on
// another computer; "" for nobody.
func (s *sitting) doubled() skapa.Rater {
	for _, r := range skapa.Raters {
		if s.sides[r].begun() && slices.ContainsFunc(s.earlier, func(a skapa.Assessment) bool { return a.Rater == r && a.Date == s.date }) {
			return r
		}
	}
	return ""
}

// wordless tells whether somebody has written something and answered nothing.
func (s *sitting) wordless() bool {
	for _, sd := range s.sides {
		if sd.begun() && len(sd.draft.Answers) == 0 {
			return true
		}
	}
	return false
}

// begun tells whether there is anything of the side to keep.
func (sd *side) begun() bool {
	return !sd.saved && (len(sd.draft.Answers) > 0 || sd.draft.Comment != "" || sd.draft.Raising != "")
}

// begun tells whether there is anything to go on with.
func (s *sitting) begun() bool {
	return s.sides[skapa.Self].begun() || s.sides[skapa.BySupervisor].begun()
}

// left tells whether there is anything that can be thrown away.
func (s *sitting) left() bool {
	return s.begun() || s.sides[skapa.Self].beside != texts{} || s.sides[skapa.BySupervisor].beside != texts{}
}

// answer keeps an answer; NotAsked takes it away.
func (sd *side) answer(item string, step skapa.Step) {
	sd.draft.Answers[item] = step
	if step == skapa.NotAsked {
		delete(sd.draft.Answers, item)
	}
	sd.keep()
}

// write changes the texts, and keeps them at the end of each word: a letter is
// not worth a write of the whole file.
func (sd *side) write(change func(*skapa.Assessment), text string) {
	change(&sd.draft)
	sd.unkept = true
	if text == "" || strings.ContainsRune(" \n.,;:!?", rune(text[len(text)-1])) {
		sd.flush()
	}
}

// flush keeps what of the texts isn't yet.
func (sd *side) flush() {
	if sd.unkept {
		sd.keep()
	}
}

func (sd *side) keep() {
	sd.unkept = false
	a := sd.draft
	if utf8.RuneCountInString(a.Comment) > skapa.MaxComment {
		a.Comment = sd.fitting.Comment
	}
	if utf8.RuneCountInString(a.Raising) > skapa.MaxComment {
		a.Raising = sd.fitting.Raising
	}
	sd.fitting = texts{a.Comment, a.Raising}
	sd.keeper.keep(a)
}

// dirty tells whether something is neither saved nor kept as a draft.
func (sd *side) dirty() bool {
	return sd.unkept || sd.keeper.refused || sd.fitting != texts{sd.draft.Comment, sd.draft.Raising}
}

// doubts tells whether the supervisor's tilltro is low.
func (s *sitting) doubts() bool {
	return progress.Doubts(s.instrument, s.sides[skapa.BySupervisor].draft.Answers)
}

// before are the assessments up to the meeting, without it.
func (s *sitting) before() []skapa.Assessment {
	return slices.DeleteFunc(slices.Clone(s.earlier), func(a skapa.Assessment) bool { return a.Date >= s.date })
}

// said are the assessments up to the meeting, with it as if it were saved.
func (s *sitting) said() []skapa.Assessment {
	all := s.before()
	for _, r := range skapa.Raters {
		all = append(all, s.sides[r].draft)
	}
	return all
}

// raisedBefore is what would have raised the tilltro when that was answered
// last, and when.
func (s *sitting) raisedBefore() (text string, at skapa.Date) {
	for _, a := range s.before() {
		if a.Raising != "" {
			text, at = a.Raising, a.Date
		}
	}
	return text, at
}

// save writes what both have answered as one act. Where both were saved already
// there is nothing to write.
func (s *sitting) save(ctx context.Context, d screen.Deps) error {
	answered := s.answered()
	if len(answered) == 0 {
		return s.discard(ctx, d)
	}
	_, err := d.Store.SaveMeeting(ctx, answered)
	return err
}

// answered gives what is begun and not saved yet. What would raise the tilltro is
// asked only where that is low: what was written before it rose is no answer.
func (s *sitting) answered() (all []skapa.Assessment) {
	for _, r := range skapa.Raters {
		sd := s.sides[r]
		if !sd.begun() {
			continue
		}
		a := sd.draft
		if r == skapa.BySupervisor && !s.doubts() {
			a.Raising = ""
		}
		all = append(all, a)
	}
	return all
}

// discard throws away what both have answered.
func (s *sitting) discard(ctx context.Context, d screen.Deps) error {
	return d.Store.Batch(ctx, func(ctx context.Context) error {
		for _, r := range skapa.Raters {
			if s.sides[r].waits() {
				continue
			}
			if err := d.Store.DiscardDraft(ctx, s.participant.ID, r); err != nil {
				return err
			}
		}
		return nil
	})
}
