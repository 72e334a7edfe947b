package cli_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"framsteg/app/exchange/sheet"
	"framsteg/app/words"
	"framsteg/store"
)

// codesIn gives the codes of all participants in a workspace file.
func codesIn(t *testing.T, file, secret string) (codes []string) {
	t.Helper()
	for _, c := range casesIn(t, file, secret) {
		codes = append(codes, c.Code)
	}
	return codes
}

func casesIn(t *testing.T, file, secret string) []store.Case {
	t.Helper()
	s, err := store.Open(context.Background(), file, store.Options{Secret: secret, Reading: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	all, err := s.Caseload(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// whose gives the codes of the participants of whom something is true.
func whose(all []store.Case, is func(store.Case) bool) (codes []string) {
	for _, c := range all {
		if is(c) {
			codes = append(codes, c.Code)
		}
	}
	return codes
}

func TestExportOfAPart(t *testing.T) {
	file := example(t)
	all := casesIn(t, file, "")
	team, supervisor, code := all[0].Team, all[1].Supervisor, all[2].Code
	for name, c := range map[string]struct {
		args []string
		want []string
	}{
		"whole":             {nil, codesIn(t, file, "")},
		"a team":            {[]string{"--team", strings.ToUpper(team)}, whose(all, func(c store.Case) bool { return c.Team == team })},
		"a supervisor":      {[]string{"--supervisor", supervisor}, whose(all, func(c store.Case) bool { return c.Supervisor == supervisor })},
		"a participant":     {[]string{"--participant", code}, []string{code}},
		"two participants":  {[]string{"--participant", code, "--participant=" + all[0].Code}, []string{all[0].Code, code}},
		"a start file":      {[]string{"--start"}, nil},
		"team, participant": {[]string{"--team", team, "--participant", code}, whose(all, func(c store.Case) bool { return c.Team == team || c.Code == code })},
	} {
		t.Run(name, func(t *testing.T) {
			out := filepath.Join(t.TempDir(), "del åäö.framsteg")
			before := unchanged(t, filepath.Dir(file))
			s := framsteg(t, append([]string{"export", file, "--out", out}, c.args...)...)
			s.succeeded(t)
			if got := codesIn(t, out, ""); !slices.Equal(got, c.want) {
				t.Errorf("it holds %v, not %v", got, c.want)
			}
			if !strings.Contains(s.out, out) {
				t.Errorf("it says %s", s.out)
			}
			before()
		})
	}
}

// A team is found by its name however a keyboard wrote it, as everywhere else.
func TestExportOfATeamAsAMacWritesIt(t *testing.T) {
	file, out := copied(t, example(t), "", "Å-1"), filepath.Join(t.TempDir(), "x.framsteg")
	framsteg(t, "export", file, "--out", out, "--team", norm.NFD.String("team å-1")).succeeded(t)
	if got := codesIn(t, out, ""); !slices.Equal(got, []string{"Å-1"}) {
		t.Errorf("it holds %v", got)
	}
}

func TestExportOfASealedWorkspaceIsSealed(t *testing.T) {
	file, _ := sealed(t)
	out := filepath.Join(t.TempDir(), "till lena.framsteg")
	with := []string{"export", file, "--passphrase-file", secretFile(t, passphrase), "--out", out}
	framsteg(t, with...).refused(t, "error.newPassphrase.missing")
	if _, err := os.Lstat(out); err == nil {
		t.Fatal("there is a file")
	}
	s := world{variable: map[string]string{"FRAMSTEG_NEW_PASSPHRASE": newPassphrase}}.framsteg(t, with...)
	if s.succeeded(t); !opens(t, out, newPassphrase) || opens(t, out, passphrase) {
		t.Error("not opened by its own passphrase alone")
	}
	if len(codesIn(t, out, newPassphrase)) == 0 || strings.Contains(s.out, newPassphrase) {
		t.Errorf("it says %s", s.out)
	}
	s = world{variable: map[string]string{"FRAMSTEG_NEW_PASSPHRASE": newPassphrase}}.framsteg(t, with...)
	s.refused(t, "error.export.exists")
}

// What is exported for the hub only the hub opens; whoever made it does not.
func TestExportForTheHub(t *testing.T) {
	hub, _ := sealed(t)
	with := []string{"--passphrase-file", secretFile(t, passphrase)}
	framsteg(t, append([]string{"hub", hub, "--make"}, with...)...).refused(t, "error.usage.as")
	s := framsteg(t, append([]string{"hub", hub, "--make", "--as", "Åsa Öberg"}, with...)...)
	s.succeeded(t)
	lines := strings.Split(s.out, "\n")
	key := lines[len(lines)-2]
	if !strings.HasPrefix(key, "age1") || len(key) != 62 {
		t.Fatalf("the key is %q", key)
	}
	if s := framsteg(t, append([]string{"hub", hub}, with...)...); s.out != lines[0]+"\n"+key+"\n" {
		t.Errorf("it says %q", s.out)
	}
	plain := example(t)
	folder := t.TempDir()
	first, second := filepath.Join(folder, "1.framsteg"), filepath.Join(folder, "2.framsteg")
	framsteg(t, "export", plain, "--out", first, "--hub").refused(t, "error.export.noHub")
	framsteg(t, "hub", plain, "--set", "age1åäö", "--as", "Åsa Öberg").refused(t, "error.hub.recipient")
	framsteg(t, "hub", plain, "--set", key, "--as", "Åsa Öberg").succeeded(t)
	framsteg(t, "export", plain, "--out", first, "--hub").succeeded(t)
	framsteg(t, "export", example(t), "--out", second, "--recipient", key).succeeded(t)
	for _, out := range []string{first, second} {
		framsteg(t, append([]string{"check", out}, with...)...).refused(t, "error.open.hub")
	}
	framsteg(t, "hub", plain, "--forget", "--as", "Åsa Öberg").succeeded(t)
	framsteg(t, "export", plain, "--out", filepath.Join(folder, "3.framsteg"), "--hub").refused(t, "error.export.noHub")
	framsteg(t, "hub", plain, "--make", "--forget").refused(t, "error.hub.which")
}

func TestExportOfTables(t *testing.T) {
	file := example(t)
	all := casesIn(t, file, "")
	folder := t.TempDir()
	framsteg(t, "export", file, "--out", filepath.Join(folder, "x.xlsx")).succeeded(t)
	book, err := sheet.Read("x", read(t, filepath.Join(folder, "x.xlsx")))
	if err != nil || len(book.Sheets) != 8 || len(book.Sheets[0].Rows) != len(all)+1 || book.Sheets[0].Rows[1].Cells[0] != all[0].Code {
		t.Errorf("%d sheets, %v", len(book.Sheets), err)
	}
	s := framsteg(t, "export", file, "--out", filepath.Join(folder, "y.csv"), "--participant", all[0].Code)
	s.succeeded(t)
	for _, name := range []string{"deltagare", "skattningar", "insatser", "mål", "pauser", "perioder", "uppföljningar", "kodbok"} {
		path := filepath.Join(folder, "y-"+name+".csv")
		if !strings.Contains(s.out, path) || !strings.Contains(string(read(t, path)), ";") {
			t.Errorf("nothing of %s: %s", path, s.out)
		}
	}
	if text := string(read(t, filepath.Join(folder, "y-deltagare.csv"))); strings.Count(text, "\r\n") != 2 || strings.Contains(text, all[0].Name) {
		t.Errorf("one participant without a name is %q", text)
	}
	one := filepath.Join(folder, "z.csv")
	framsteg(t, "--lang=en", "export", file, "--out", one, "--table", "Deltagare", "--with-names").succeeded(t)
	if text := string(read(t, one)); !strings.Contains(text, "Code,Name,Personnummer,Birth year") || !strings.Contains(text, all[0].Name) {
		t.Errorf("it is %q", text)
	}
}

// Tables that are there are replaced where that is asked for, and else all stay.
func TestTablesReplaceOthersOnlyWhenAsked(t *testing.T) {
	file := example(t)
	folder := t.TempDir()
	for _, c := range []struct{ out, is string }{{"x.xlsx", "x.xlsx"}, {"y.csv", "y-kodbok.csv"}} {
		args := []string{"export", file, "--out", filepath.Join(folder, c.out)}
		path := filepath.Join(folder, c.is)
		if err := os.WriteFile(path, []byte("gamla tabeller"), 0o600); err != nil {
			t.Fatal(err)
		}
		before := unchanged(t, folder)
		framsteg(t, args...).refused(t, "error.export.exists")
		before()
		framsteg(t, append(args, "--replace")...).succeeded(t)
		if strings.Contains(string(read(t, path)), "gamla") {
			t.Errorf("%s is as it was", path)
		}
	}
}

// A slip of the hand never replaces a workspace by a table, whatever it is called.
func TestNoTableReplacesAWorkspace(t *testing.T) {
	file, _ := sealed(t)
	folder := t.TempDir()
	for name, data := range map[string][]byte{"sealed.xlsx": read(t, file), "plain.xlsx": made()} {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		before := unchanged(t, folder)
		framsteg(t, "export", example(t), "--out", path).refused(t, "error.export.exists")
		framsteg(t, "export", example(t), "--out", path, "--replace").refused(t, "error.save.workspace")
		before()
	}
}

// Tables are not encrypted, and whoever makes them of a workspace that is is told.
func TestTablesOfASealedWorkspaceSayThatTheyArePlain(t *testing.T) {
	file, _ := sealed(t)
	s := framsteg(t, "export", file, "--passphrase-file", secretFile(t, passphrase), "--out", filepath.Join(t.TempDir(), "x.xlsx"))
	if s.succeeded(t); !strings.Contains(s.out, words.In("sv").N("cli.report.plain", 1)) {
		t.Errorf("it says %s", s.out)
	}
}

func TestExportRefuses(t *testing.T) {
	file := example(t)
	before := unchanged(t, filepath.Dir(file))
	for _, c := range []struct{ args, key string }{
		{"", "error.usage.missing"},
		{"--out x.txt", "error.export.ending"},
		{"--out X.FRAMSTEG --with-names", "error.export.flag"},
		{"--out x.framsteg --table Deltagare", "error.export.flag"},
		{"--out x.framsteg --replace", "error.export.flag"},
		{"--out x.framsteg --start --team Varberg", "error.export.flag"},
		{"--out x.framsteg --hub --recipient age1", "error.export.flag"},
		{"--out x.framsteg --hub --new-passphrase-file y", "error.export.flag"},
		{"--out x.xlsx --start", "error.export.flag"},
		{"--out x.xlsx --hub", "error.export.flag"},
		{"--out x.xlsx --table Deltagare", "error.export.flag"},
		{"--out x.csv --recipient age1", "error.export.flag"},
		{"--out x.csv --pseudonymous --with-names", "error.export.flag"},
		{"--out x.csv --table Skatter", "error.table"},
		{"--out x.framsteg --recipient age1", "error.hub.recipient"},
		{"--out x.framsteg --team Ingen", "error.export.team"},
		{"--out x.framsteg --supervisor Ingen", "error.export.supervisor"},
		{"--out x.framsteg --participant Ingen", "error.code.unknown"},
	} {
		t.Run(c.args, func(t *testing.T) {
			framsteg(t, append([]string{"export", file}, strings.Fields(strings.Replace(c.args, "--out ", "--out "+filepath.Dir(file)+"/", 1))...)...).refused(t, c.key)
		})
	}
	framsteg(t, "export", file, "--out", file).refused(t, "error.export.exists")
	framsteg(t, "export", file, "--out", strings.TrimSuffix(file, ".framsteg")+".xlsx").succeeded(t)
	if err := os.Remove(strings.TrimSuffix(file, ".framsteg") + ".xlsx"); err != nil {
		t.Fatal(err)
	}
	before()
}
