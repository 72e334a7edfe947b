package demo

import "framsteg/store/skapa"

// teams are the five teams and the municipalities that each serves.
var teams = []struct {
	name           string
	municipalities []string
}{
	{"Halmstad centrum", []string{"Halmstad"}},
	{"Laholm och Hylte", []string{"Laholm", "Hylte"}},
	{"Falkenberg", []string{"Falkenberg"}},
	{"Varberg", []string{"Varberg"}},
	{"Kungsbacka", []string{"Kungsbacka", "Kungsbacka", "Varberg"}},
}

var women = []string{
	"Anna", "Åsa", "Märta", "Karin", "Birgitta", "Sara", "Maja", "Elsa", "Fatima", "Zoë", "Nadia", "Ängla", "Siv",
	"Wilma", "Ebba", "Leila", "Ronja", "Anne-Sofie", "Gunnel", "Hanna", "Mariam", "Öznur", "Tindra", "Łucja", "Amira",
}

var men = []string{
	"Erik", "Åke", "Göran", "Björn", "Lars", "Mohammed", "Sören", "Jörgen", "Ali", "Oskar", "Viktor", "Nils", "Hampus",
	"Pär", "Örjan", "Yusuf", "Dragan", "Karl-Johan", "Isak", "Emil", "Abdi", "Jonte", "Łukasz", "Mårten", "Hassan",
}

var families = []string{
	"Andersson", "Åkesson", "Öberg", "Lindqvist", "Sjöström", "Bengtsson", "Karlsson", "Ahmed", "Nyström", "Håkansson",
	"Berg", "Hassan", "Kovačević", "Nowak", "Österlund", "Persson", "Ek", "Ljungström", "Mårtensson", "Yılmaz", "Ali",
	"Sjögren", "Grönvall", "Jönsson", "Svärd", "Älmqvist", "Haddad", "Petrović", "Wiśniewska", "Nguyen", "Holm",
}

// unusual names are those that a window, a font or a sort order stumbles on.
var unusual = []string{
	"Maria Magdalena Elisabeth von Schwartzenberg-Lilliehöök af Gyllenstierna",
	"Abdurrahman Abdulkarim Muhammadzadeh-Lindqvist", "Nguyễn Thị Hồng Nhung", "Ólafur Þór Guðmundsson",
	"Олександра Шевченко", "Ξένια Παπαδοπούλου", "Zdzisława Brzęczyszczykiewicz", "Ö", "Siân O’Brien-Ångström",
	"Gülşen Çağlar Öztürk", "José María Ibáñez y Núñez", "Dvořák Řehoř",
}

var referrers = []string{
	"Arbetsförmedlingen", "Försäkringskassan", "Socialtjänsten", "Region Halland, psykiatrin", "Vårdcentralen", "Gymnasieskolan", "Egen ansökan",
}

var targetGroups = []string{
	"Unga utan arbete eller studier", "Långtidssjukskriven", "Långvarigt försörjningsstöd", "Aktivitetsersättning", "Nyanländ",
}

var activities = []struct {
	name     string
	category skapa.Category
}{
	{"Arbetsträning på företag", skapa.ForJob}, {"Praktik", skapa.ForJob}, {"Jobbsökargrupp", skapa.ForJob},
	{"IPS, stöd till arbete", skapa.ForJob}, {"Studiebesök hos arbetsgivare", skapa.ForJob}, {"Lönebidrag, prova på", skapa.ForJob},
	{"Komvux, enstaka kurs", skapa.ForStudy}, {"Svenska för invandrare", skapa.ForStudy}, {"Folkhögskola, allmän kurs", skapa.ForStudy},
	{"Studiemotiverande kurs", skapa.ForStudy},
	{"Fysioterapeut", skapa.ForHealth}, {"Hälsoskola", skapa.ForHealth}, {"Samtalsstöd", skapa.ForHealth}, {"Må bra i naturen", skapa.ForHealth},
	{"Datakurs", skapa.ForSkills}, {"Körkortsteori", skapa.ForSkills}, {"Språkcafé", skapa.ForSkills}, {"Truckkort", skapa.ForSkills},
	{"Ekonomi- och skuldrådgivning", skapa.ForEveryday}, {"Boendestöd", skapa.ForEveryday}, {"Mötesplats Öppna dörren", skapa.ForEveryday},
	{"Rutiner i vardagen: sömn, mat, måltidsordning och tider som håller hela veckan", skapa.ForEveryday},
}

var comments = []string{
	"Vill prova något inom lager eller trädgård.", "Sover bättre sedan i höstas.", "Orolig inför flytten. Vi tar det lugnt till nästa möte.",
	"Har ringt två arbetsgivare på egen hand.", "Svårt att komma upp på morgonen, men har inte missat en enda dag på praktiken.",
	"Såg en sänkning själv: ”jag vet mer nu om vad som krävs”.", "Behöver skriftlig information i förväg.",
	"Nöjd med kursen.\nVill fortsätta till våren.", "Önskar träffas på biblioteket i stället för på kontoret.",
}

var reasons = []string{
	"Fel siffra inmatad.", "Deltagaren ångrade sig direkt efter mötet.", "Förväxlade två frågor.", "Rättat efter samtal med deltagaren.",
}
