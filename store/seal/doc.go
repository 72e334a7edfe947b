// Package seal makes of the bytes of a workspace a file that only its
// passphrase or its recovery key opens, or the hub that it is for, and back. It
// knows nothing of what the bytes mean, nor of files.
//
// A sealed file is a ZIP of README.txt (how to open it without this program),
// key.age (an age identity, encrypted with the passphrase) and data.age (the
// workspace, encrypted to that identity and to the recovery key, if there is
// one). Or key.age is encrypted to the public key of a hub, which gathers what
// others send: then no passphrase opens it, but only the hub. All cryptography is
// that of age (https://age-encryption.org/v1).
//
// It keeps a closed file as secret as the passphrase is hard to guess, and a
// file that was damaged or changed does not open. Not protected are: README.txt
// against somebody who replaces it on purpose (nothing in it is ever used), and
// the whole file against being replaced by an older one.
package seal
