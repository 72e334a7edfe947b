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
	provider string
	serves   skapa.AreaSet
	setting  skapa.Setting
}{
	{"Arbetsträning på företag", skapa.ForJob, "Arbetsmarknadsenheten", work | skill, skapa.Single},
	{"Praktik", skapa.ForJob, "", work | skill, skapa.Single},
	{"Jobbsökargrupp", skapa.ForJob, "Arbetsmarknadsenheten", work | together, skapa.InGroup},
	{"IPS, stöd till arbete", skapa.ForJob, "Region Halland", work | health, skapa.Single},
	{"Studiebesök hos arbetsgivare", skapa.ForJob, "Näringslivskontoret", work, skapa.InGroup},
	{"Lönebidrag, prova på", skapa.ForJob, "Arbetsförmedlingen", work, skapa.Single},
	{"Komvux, enstaka kurs", skapa.ForStudy, "Komvux", skill, skapa.InGroup},
	{"Svenska för invandrare", skapa.ForStudy, "Komvux", skill | together, skapa.InGroup},
	{"Folkhögskola, allmän kurs", skapa.ForStudy, "Löftadalens folkhögskola", skill | together, skapa.InGroup},
	{"Studiemotiverande kurs", skapa.ForStudy, "Katrinebergs folkhögskola", skill | daily, skapa.InGroup},
	{"Fysioterapeut", skapa.ForHealth, "Vårdcentralen", health, skapa.Single},
	{"Hälsoskola", skapa.ForHealth, "Region Halland", health | daily, skapa.InGroup},
	{"Samtalsstöd", skapa.ForHealth, "Öppenvården", health, skapa.Single},
	{"Må bra i naturen", skapa.ForHealth, "Naturbruksgården", health | together, skapa.InGroup},
	{"Datakurs", skapa.ForSkills, "Studieförbundet", skill, skapa.InGroup},
	{"Körkortsteori", skapa.ForSkills, "Studieförbundet", skill | work, skapa.InGroup},
	{"Språkcafé", skapa.ForSkills, "Biblioteket", together, skapa.InGroup},
	{"Truckkort", skapa.ForSkills, "", skill, skapa.SettingUnknown},
	{"Ekonomi- och skuldrådgivning", skapa.ForEveryday, "Kommunen", daily, skapa.Single},
	{"Boendestöd", skapa.ForEveryday, "Socialtjänsten", daily, skapa.Single},
	{"Mötesplats Öppna dörren", skapa.ForEveryday, "Föreningen Öppna dörren", together | daily, skapa.InGroup},
	{"Rutiner i vardagen: sömn, mat, måltidsordning och tider som håller hela veckan", skapa.ForEveryday, "Kommunen", daily | health, skapa.InGroup},
}

// The areas that activities serve.
var (
	work     = skapa.AreaSetOf(skapa.Areas[0], skapa.Areas[1])
	skill    = skapa.AreaSetOf(skapa.Areas[2])
	daily    = skapa.AreaSetOf(skapa.Areas[3])
	together = skapa.AreaSetOf(skapa.Areas[4])
	health   = skapa.AreaSetOf(skapa.Areas[5])
)

// goals are in the words of participants, by area, each with a next step.
var goals = map[skapa.Area][]struct{ text, step string }{
	skapa.Areas[0]: {
		{"Jag vill veta om lager är något för mig.", "Göra ett studiebesök på lagret"},
		{"Jag vill hitta ett yrke där jag får vara ute.", "Prata med studievägledaren"},
		{"Jag vill välja mellan vård och kök.", "Prova en dag på varje ställe"},
	},
	skapa.Areas[1]: {
		{"Jag vill klara fyra timmar om dagen.", "Öka med en halvtimme i veckan"},
		{"Jag vill orka en hel arbetsvecka.", "Skriva upp hur jag mår efter varje dag"},
		{"Jag vill prova att jobba igen, lite i taget.", "Ringa arbetsplatsen och boka ett möte"},
	},
	skapa.Areas[2]: {
		{"Jag vill läsa klart svenska 2.", "Söka till Komvux"},
		{"Jag vill ta truckkort.", "Fråga om kursen i vår"},
		{"Jag vill kunna skriva ett eget CV på datorn.", "Gå på datakursen"},
	},
	skapa.Areas[3]: {
		{"Jag vill komma upp klockan sju varje vardag.", "Ställa klockan och ringa Mia när jag är uppe"},
		{"Jag vill ha koll på mina räkningar.", "Boka tid hos skuldrådgivaren"},
		{"Jag vill ha en plan för veckan som håller.", "Skriva veckan på söndag kväll"},
	},
	skapa.Areas[4]: {
		{"Jag vill våga säga till när något känns fel.", "Öva med handledaren före nästa möte"},
		{"Jag vill träffa folk en gång i veckan.", "Följa med till språkcaféet"},
		{"Jag vill kunna jobba i grupp utan att bli stressad.", "Börja i den lilla gruppen"},
	},
	skapa.Areas[5]: {
		{"Jag vill sova bättre.", "Prata med vårdcentralen"},
		{"Jag vill röra på mig varje dag.", "Gå till busshållplatsen längre bort"},
		{"Jag vill ha mindre ont i ryggen.", "Boka tid hos fysioterapeuten"},
	},
}

// actors are who takes a next step.
var actors = []string{"Jag", "Jag", "Jag och handledaren", "Handledaren", ""}

// raisings are answers to what would raise a low tilltro.
var raisings = []string{
	"En praktikplats nära hemmet.", "Att sömnen fungerar några veckor i rad.", "Besked från läkaren om vad som är möjligt.",
	"Att få prova i liten skala, ett par timmar.", "Körkort, eller en buss som går på morgonen.",
	"Fler möten tätt i början.", "Att svenskan räcker för att fråga på arbetsplatsen.",
}

var handoverReasons = []string{
	"Ny handledare efter omorganisation.", "Deltagaren flyttade till ett annat område.", "Önskemål från deltagaren.", "Föräldraledighet.",
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
