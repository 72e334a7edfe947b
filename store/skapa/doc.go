// Package skapa is the vocabulary of Framsteg: the participants, the
// instrument they are rated with (SKAPA, Skattning av progression mot arbete),
// their assessments and activities, and the rules that these obey.
//
// It knows no file, no window and no language: a broken rule is a Finding or a
// Problem that names the key of a sentence, and the program that shows it
// chooses the words. It imports the standard library only.
package skapa
