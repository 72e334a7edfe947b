// Package store keeps a workspace: one file that holds the participants of a
// team, their assessments and activities, and every earlier state of them.
//
// A workspace lives in an SQLite database in memory. Each write is one
// transaction, after which the whole file is replaced at once (write beside it,
// fsync, rename), so that any copy of the file is one whole version. Every fact
// is a row that never changes: an edit is a new revision that supersedes the
// revisions it saw, and what the readers of this package give is the current
// state. SQL never leaves this package.
package store
