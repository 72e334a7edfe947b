package cli

import (
	"fmt"

	"github.com/BurntSushi/toml"
)

// Metadata is what FyneApp.toml, the single source, says about the program.
type Metadata struct {
	Name    string
	ID      string
	Version string
	Build   int
}

// ParseMetadata reads FyneApp.toml.
func ParseMetadata(data []byte) (Metadata, error) {
	var file struct{ Details Metadata }
	if err := toml.Unmarshal(data, &file); err != nil {
		return Metadata{}, fmt.Errorf("cli: FyneApp.toml: %w", err)
	}
	m := file.Details
	if m.Name == "" || m.ID == "" || m.Version == "" {
		return Metadata{}, fmt.Errorf("cli: FyneApp.toml lacks a name, an id or a version")
	}
	return m, nil
}
