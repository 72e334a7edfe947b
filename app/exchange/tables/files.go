package tables

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"

	"framsteg/store"
	"framsteg/store/skapa"
)

// File is one of the files that tables are saved as.
type File struct {
	Path  string
	Write func(io.Writer) error
}

// Files gives the files that the tables are saved as at a path: one workbook, or
// with the ending .csv each table beside the others: of x.csv x-deltagare.csv and
// so on.
func (b Book) Files(path string) []File {
	ending := filepath.Ext(path)
	if !strings.EqualFold(ending, ".csv") {
		return []File{{path, b.XLSX}}
	}
	var files []File
	for _, name := range b.Names() {
		files = append(files, File{
			Path:  strings.TrimSuffix(path, ending) + "-" + strings.ReplaceAll(strings.ToLower(name), " ", "-") + ending,
			Write: func(w io.Writer) error { return b.CSV(w, name) },
		})
	}
	return files
}

// Save saves files. They may replace tables that are there, where that is asked
// for, and a workspace never. Problem error.export.exists when they may not, and
// one of them is there; then none is saved.
func Save(ctx context.Context, files []File, replace bool) error {
	contents := make([]bytes.Buffer, len(files))
	for i, f := range files {
		if _, err := os.Lstat(f.Path); !replace && err == nil {
			return &skapa.Problem{Key: "error.export.exists", Args: skapa.Args{"Path": f.Path}}
		}
		if err := errors.Join(f.Write(&contents[i]), ctx.Err()); err != nil {
			return err
		}
	}
	for i, f := range files {
		if err := store.ReplaceFile(f.Path, contents[i].Bytes()); err != nil {
			return err
		}
	}
	return nil
}
