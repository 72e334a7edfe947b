package ui

import "os"

// roots gives the drives of this computer.
func roots() []string {
	var all []string
	for letter := 'A'; letter <= 'Z'; letter++ {
		if root := string(letter) + `:\`; exists(root) {
			all = append(all, root)
		}
	}
	return all
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}
