//go:build !windows

package ui

// roots gives the one place that everything is below.
func roots() []string { return []string{"/"} }
