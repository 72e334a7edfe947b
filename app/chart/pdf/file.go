package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// file is a whole PDF file as fpdf writes it, and where its objects are. It is
// read strictly: what is not as expected is an error, never guessed.
type file struct {
	data    []byte
	offsets []int // by object
	table   int   // where the cross-reference table is
	root    int   // the object that the others are found from
	info    int   // the object that names the document
	tree    int   // the object that lists the pages
	pages   []int // the objects of the pages
}

var (
	tail    = regexp.MustCompile(`\nstartxref\n(\d+)\n%%EOF\n$`)
	section = regexp.MustCompile(`^xref\n0 (\d+)\n((?:\d{10} \d{5} [fn] \n)+)trailer\n<<\n/Size (\d+)\n/Root (\d+) 0 R\n/Info (\d+) 0 R\n>>\nstartxref\n`)
	listed  = regexp.MustCompile(`\n/Pages (\d+) 0 R\n`)
	kids    = regexp.MustCompile(`/Kids \[((?:\d+ 0 R )+)\]\n`)
)

var errUnexpected = errors.New("pdf: the file is not built as expected")

func read(data []byte) (file, error) {
	f := file{data: data}
	end := tail.FindSubmatch(data[max(0, len(data)-64):])
	if end == nil {
		return f, errUnexpected
	}
	f.table = number(end[1])
	if f.table >= len(data) {
		return f, errUnexpected
	}
	table := section.FindSubmatch(data[f.table:])
	if table == nil || !bytes.Equal(table[1], table[3]) || len(table[2]) != 20*number(table[1]) {
		return f, errUnexpected
	}
	for line := range bytes.Lines(table[2]) {
		f.offsets = append(f.offsets, number(line[:10]))
	}
	f.root, f.info = number(table[4]), number(table[5])
	root, err := f.dictionary(f.root)
	if err != nil {
		return f, err
	}
	pages := listed.FindStringSubmatch(root)
	if pages == nil {
		return f, errUnexpected
	}
	f.tree = number(pages[1])
	list, err := f.dictionary(f.tree)
	if err != nil {
		return f, err
	}
	objects := kids.FindStringSubmatch(list)
	if objects == nil {
		return f, errUnexpected
	}
	for reference := range strings.SplitSeq(strings.TrimSuffix(objects[1], " 0 R "), " 0 R ") {
		f.pages = append(f.pages, number(reference))
	}
	return f, nil
}

// dictionary gives what is between << and >> of an object without a stream.
func (f file) dictionary(object int) (string, error) {
	if object <= 0 || object >= len(f.offsets) || f.offsets[object] > f.table {
		return "", errUnexpected
	}
	text, found := bytes.CutPrefix(f.data[f.offsets[object]:f.table], fmt.Appendf(nil, "%d 0 obj\n<<", object))
	text, _, ends := bytes.Cut(text, []byte("\nendobj\n"))
	text, closed := bytes.CutSuffix(text, []byte(">>"))
	if !found || !ends || !closed || bytes.Contains(text, []byte("stream")) {
		return "", errUnexpected
	}
	return string(text), nil
}

// number reads digits that a pattern found; too many of them are no number of
// a file.
func number[T string | []byte](digits T) int {
	n, err := strconv.Atoi(string(digits))
	if err != nil {
		return 1<<31 - 1
	}
	return n
}

// update is what comes after a file to change and add objects: an incremental
// update (ISO 32000-1, 7.5.6).
type update struct {
	bytes.Buffer
	of      file
	offsets map[int]int // in the whole file, by object
	objects int         // how many there are with those of the file
}

func (f file) update() *update {
	return &update{of: f, offsets: map[int]int{}, objects: len(f.offsets)}
}

// next gives the number of a new object.
func (u *update) next() int {
	u.objects++
	return u.objects - 1
}

// dictionary writes an object.
func (u *update) dictionary(object int, format string, args ...any) {
	u.offsets[object] = len(u.of.data) + u.Len()
	fmt.Fprintf(u, "%d 0 obj\n<<", object)
	fmt.Fprintf(u, format, args...)
	u.WriteString(">>\nendobj\n")
}

// finish writes where the objects are, and that all others are as they were.
func (u *update) finish() []byte {
	table := len(u.of.data) + u.Len()
	u.WriteString("xref\n")
	numbers := slices.Sorted(maps.Keys(u.offsets))
	for len(numbers) > 0 {
		run := 1
		for run < len(numbers) && numbers[run] == numbers[0]+run {
			run++
		}
		fmt.Fprintf(u, "%d %d\n", numbers[0], run)
		for _, n := range numbers[:run] {
			fmt.Fprintf(u, "%010d 00000 n \n", u.offsets[n])
		}
		numbers = numbers[run:]
	}
	fmt.Fprintf(u, "trailer\n<</Size %d /Root %d 0 R /Info %d 0 R /Prev %d>>\nstartxref\n%d\n%%%%EOF\n",
		u.objects, u.of.root, u.of.info, u.of.table, table)
	return u.Bytes()
}
