package ui

import (
	"bytes"
	"context"
	"errors"
	"path/filepath"
	"strings"

	"framsteg/app/chart/picture"
	"framsteg/app/chart/scene"
	"framsteg/app/overview"
	"framsteg/app/report"
	cohortpage "framsteg/app/ui/cohort"
	"framsteg/app/ui/participant"
	"framsteg/app/ui/participants"
	"framsteg/app/ui/screen"
	"framsteg/app/words"
	"framsteg/store"
	"framsteg/store/skapa"
)

// The pages of what all ratings say, as whereabouts name them.
const (
	onCohort = "cohort"
	onFigure = "cohort figure" // the participants of one number
)

// cohorts are what the window keeps of the page "Uppföljning" while it shows
// others. Nothing of it outlives the file being closed or locked, but for what
// whereabouts write down.
type cohorts struct {
	basis    *cohortpage.Basis
	place    cohortpage.Place // how it was left
	figure   pageMemory       // the participants of one number of it
	internal bool             // all numbers show
}

// cohortBasis gives what reports of the workspace are made from.
func (s *shell) cohortBasis() *cohortpage.Basis {
	if s.cohorts.basis == nil {
		s.cohorts.basis = cohortpage.NewBasis(s.store)
	}
	return s.cohorts.basis
}

// showCohort shows what the ratings of many participants together say.
func (s *shell) showCohort() {
	s.visit(whereabouts{Page: onCohort}, func() {
		basis := s.cohortBasis()
		p := cohortpage.New(s.lookingDeps(), basis, s.cohorts.place, s.prefs.cohortLimit(), s.cohorts.internal)
		p.OnOpen = s.showFigure
		p.OnNew = s.newParticipant
		p.OnReport = s.saveReport
		p.OnPicture = s.savePictureOf
		p.OnLimit = func(limit int) { s.prefs.SetInt(prefCohortLimit, limit) }
		p.OnInternal = func(all bool) { s.cohorts.internal = all }
		s.show(p, false, nil)
	})
}

// lookingDeps are what a page works with that only reads.
func (s *shell) lookingDeps() screen.Deps {
	d := s.deps()
	d.Run = s.look
	return d
}

// goToCohort is showCohort from anywhere.
func (s *shell) goToCohort() { s.leave(s.showCohort) }

// showFigure lists the participants that a number counts.
func (s *shell) showFigure(title, among string, who []skapa.ID) {
	s.cohorts.figure = participants.Figure(title, among, who)
	s.showFigureAgain()
}

func (s *shell) showFigureAgain() {
	s.visit(whereabouts{Page: onFigure}, func() {
		s.viewing.Spot = participant.Spot{} // from here, nobody comes back to it
		s.above = s.showFigureAgain
		p := participants.New(s.deps(), s.cohorts.figure)
		p.OnOpen = s.showParticipant
		p.OnNew = s.newParticipant
		p.OnHandOver = s.handOver
		p.OnExport = s.showSharingOf
		p.OnBack = s.back
		s.show(p, false, s.showCohort)
	})
}

// The kinds of file that a report is saved as, the one for reading first.
var reportKinds = []kind{{"PDF", ".pdf"}, {"Excel", ".xlsx"}}

// saveReport asks where to save a report, and saves it: as the workspace is at
// that moment, whose digest it tells.
func (s *shell) saveReport(choice overview.Choice) {
	w, workspace := s.words, s.store
	ask := placeAsk{
		title: w.T("cohort.save.title"), do: w.T("save"), kinds: reportKinds, kindHint: w.T("cohort.save.kind"), folder: s.exportFolder(), replace: true,
		hint: s.cohortHint(choice.Internal), name: s.cohortName(choice.Teams, choice.Internal, "") + reportKinds[0].ending,
	}
	s.choosePlace(ask, func(path string, closed func()) {
		s.longWork(w.T("sharing.writing"), func(ctx context.Context) error {
			source, err := overview.ReadWithDigest(ctx, workspace)
			if err != nil {
				return err
			}
			d, err := source.Document(choice, w)
			if err != nil {
				return err
			}
			file, err := reportFile(d, strings.ToLower(filepath.Ext(path)), w)
			if err = errors.Join(err, ctx.Err()); err != nil {
				return err
			}
			return store.ReplaceFile(path, file)
		}, func(err error) {
			if errors.Is(err, context.Canceled) {
				return
			}
			if err != nil {
				s.report(err)
				return
			}
			s.exports = filepath.Dir(path)
			closed()
			said := "cohort.saved"
			if !s.openWithSystem(path) {
				said = "cohort.unopened"
			}
			s.rail.tell(s.exported(said, filepath.Base(path)))
		})
	})
}

// reportFile gives a report as a file of the kind with an ending.
func reportFile(d overview.Document, ending string, w words.Words) ([]byte, error) {
	if ending == reportKinds[0].ending {
		return report.Cohort(d, w)
	}
	var file bytes.Buffer
	err := d.XLSX(&file)
	return file.Bytes(), err
}

// savePictureOf asks where to save a picture of the page, and saves it: light, as
// for paper. One that hides nothing says so.
func (s *shell) savePictureOf(p cohortpage.Picture) {
	w := s.words
	ask := placeAsk{
		title: w.T("picture.title"), do: w.T("save"), kinds: pictureKinds, kindHint: w.T("picture.kind.hint"), folder: s.exportFolder(), replace: true,
		hint: s.cohortHint(p.Of.Internal), name: s.cohortName(p.Of.Report.Selection.Teams, p.Of.Internal, p.Name) + pictureKinds[0].ending,
	}
	s.choosePlace(ask, func(path string, closed func()) {
		s.export(path, closed, func(context.Context) ([]byte, error) {
			return picture.Encode(p.Draw(pictureWidth), strings.ToLower(filepath.Ext(path)), picture.Options{
				Palette: scene.Light, Scale: pictureScale, Lang: w.Lang, Made: p.Of.Made,
			})
		}, func() { s.rail.tell(s.exported("picture.saved", filepath.Base(path))) })
	})
}

// cohortHint says where a file is asked for what it holds.
func (s *shell) cohortHint(internal bool) string {
	if internal {
		return s.words.T("cohort.save.internal")
	}
	return s.words.T("cohort.save.hint")
}

// cohortName proposes the name of a file: of what it is, whom and when.
func (s *shell) cohortName(teams []skapa.ID, internal bool, part string) string {
	name := ""
	if len(teams) == 1 {
		name = s.cohortBasis().Team(teams[0])
	}
	key := "cohort.fileName"
	if internal {
		key = "cohort.fileName.internal"
	}
	text := s.words.T(key, words.Args{"Whom": name + " " + part, "Date": s.store.Today()})
	return fileNameOf(strings.Join(strings.Fields(text), " "))
}
