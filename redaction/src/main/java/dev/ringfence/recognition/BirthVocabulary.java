package dev.ringfence.recognition;

import java.util.List;
import java.util.Set;

/** The words that dates of birth stand among, in lower case and without accents. */
final class BirthVocabulary {
  /** Nouns for the day of a birth and participles for it, in lower case and without accents. */
  static final Set<String> NOUNS =
      WordList.set(
          """
          birth birthday birthdate birthdt birthdates birthdays dob bday dateofbirth geburt
          geburtsdatum geburtstag geburtsdaten gebdatum gebdat gebtag geb naissance anniversaire
          ddn datenaissance nacimiento cumpleanos nac fechanac fnac fecnac fechanacimiento
          nascimento aniversario nasc dtnasc datanasc datanascimento nascita compleanno
          datanascita geboorte geboortedatum geboortedag verjaardag gebdtm urodzenia urodziny
          fodelsedatum fodelsedag fodselsdato fodselsdag fodselsdagen syntymaaika syntymapaiva
          synt narozeni narodenia szuletesi szul szuletesnap nasterii dogum rodenja rojstva lahir
          tgllahir ngaysinh рождения др народження γεννησης الميلاد לידה
          """);

  static final Set<String> BORN =
      WordList.set(
          """
          born geboren geborene geborener gebore nee ne nacido nacida naci nacio nascido nascida
          nasci nasceu nato nata nacqui nacque urodzony urodzona urodzil urodzila ur fodd fodt
          syntynyt narozen narozena narodeny narodena szuletett nascut nascuta dogdu dogumlu
          roden rodena родился родилась род народився народилась γεννηθηκε
          """);

  /** Participles that follow the date too. */
  static final Set<String> BORN_BEHIND =
      WordList.set("geboren geborene geborener dogumlu dogdu szuletett syntynyt geb");

  static final List<String> IDEOGRAPHS =
      List.of(
          "\u751F\u5E74\u6708\u65E5",
          "\u51FA\u751F",
          "\u751F\u65E5",
          "\u8A95\u751F\u65E5",
          "\u751F\u307E\u308C",
          "\uC0DD\uB144\uC6D4\uC77C",
          "\uC0DD\uC77C",
          "\uC0DD\uC2E0",
          "\uCD9C\uC0DD",
          "\uD0DC\uC5B4");

  /** What stands between such a word and its date. */
  static final Set<String> JOINING =
      WordList.set(
          """
          for is was are on the of date dates dt day at in my his her their your our i he she it
          to be that s m d a an o e y as falls officially actually back around about and sex
          gender f patient customer user member employee applicant child person client holder
          guest passenger owner subject self insured spouse monday tuesday wednesday thursday
          friday saturday sunday mon tue tues wed thu thur thurs fri sat sun am der den die das
          ist war wurde bin mein meine sein seine ihr ihre und zu im vom des datum tag montag
          dienstag mittwoch donnerstag freitag samstag sonntag mo di mi do fr sa so le la les est
          sont du de et un une ma son votre notre au en lundi mardi mercredi jeudi vendredi
          samedi dimanche jour el los es era fue del su lunes martes miercoles jueves viernes
          sabado domingo dia fecha fec dh em no na foi da dos minha meu sua seu segunda terca
          quarta quinta sexta feira data il lo gli giorno mio mia suo lunedi martedi mercoledi
          giovedi venerdi sabato domenica li op te het een mijn zijn haar maandag dinsdag
          woensdag donderdag vrijdag zaterdag zondag dnia w roku r pa nar v ve dne ida ora tarihi
          tarih gunu tanggal tgl pada ngay dd mm yy yyyy jj jjjj tt aa aaaa gg rr rrrr format mdy
          dmy ymd td th tr div span b strong p br value text string type xsd xs iso label field
          name required optional ptn when
          """);

  /** What a place of birth is called, in lower case. */
  static final Set<String> PLACES =
      WordList.set(
          """
          city town village hospital region county province state district country near born
          stadt nahe bei ville ciudad cidade citta provincia hospitale krankenhaus
          """);

  /** What is born without being a person. */
  static final Set<String> THINGS =
      WordList.set(
          """
          company project product idea concept library language framework standard team startup
          brand internet web protocol format service platform app application website software
          system movement version release feature method technology network organization
          organisation institution community program programme tool file files inode process
          thread commit branch package module cloud firma unternehmen projekt produkt marke idee
          verein entreprise projet societe empresa proyecto marca projeto azienda progetto
          bedrijf time times attack
          """);

  static final Set<String> COPULAS =
      WordList.set("is was were ist war est es era fue foi e ed jest er");

  private BirthVocabulary() {}
}
