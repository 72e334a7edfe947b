package disk_test

import "golang.org/x/sys/windows"

const noSuchThing, inTheWay = windows.ERROR_NOT_SUPPORTED, windows.ERROR_SHARING_VIOLATION
