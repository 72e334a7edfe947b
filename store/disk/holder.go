package disk

import (
	"encoding/json"
	"io"
	"os"
	"time"
)

// Holder says who has a file open.
type Holder struct {
	Supervisor string    `json:"supervisor"`
	Computer   string    `json:"computer"`
	Since      time.Time `json:"since"`
}

func readHolder(f *os.File) (h Holder) {
	json.NewDecoder(io.LimitReader(f, 4096)).Decode(&h)
	return h
}

func (h Holder) write(f *os.File) {
	data, _ := json.Marshal(h)
	f.WriteAt(data, 0)
	f.Truncate(int64(len(data)))
}
