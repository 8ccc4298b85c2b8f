package dev.ringfence.recognition;

import java.util.List;
import java.util.stream.Stream;

/** The words that streets, and what stands beside them in an address, are called by. */
final class StreetVocabulary {
  /** What ends the name of a street in English and is hardly anything else behind a number. */
  static final int ENGLISH = 1;

  /** The same, of words that mean much else. */
  static final int ENGLISH_TOO = 1 << 1;

  /** What stands before such a word where it means something else. */
  static final int NOT_A_NAME = 1 << 2;

  static final int DIRECTIONS = 1 << 3;

  /** What begins the name of a street and hardly anything else. */
  static final int PREFIXES = 1 << 4;

  /** The same, of words that mean much else. */
  static final int PREFIXES_TOO = 1 << 5;

  /** What stands between the kind of a street and its name. */
  static final int PARTICLES = 1 << 6;

  /** Kinds that a short name makes no street of: what they mean else has names too. */
  static final int SHARED = 1 << 7;

  /** Kinds of English that an address may end with, though they mean much else. */
  static final int ENDING = 1 << 8;

  /** How the name of a street ends that is one word with its kind. */
  static final List<String> ENDINGS =
      WordList.list(
          """
          strasse straße str straat gracht gasse allee chaussee laan gatan vagen gade katu steeg
          dreef veien gata
          """);

  static final List<String> ENDINGS_TOO =
      WordList.list(
          """
          weg platz ring damm ufer steig stieg pfad promenade graben markt zeile twiete hof plein kade
          singel dijk tie vej kuja polku torg veg plads steg winkel berg hain anger garten park
          """);

  /** Words with such an ending, or like it, that are no streets. */
  static final int NO_STREETS = 1 << 9;

  /** A kind of street that is a word of its own behind the name. */
  static final int BEHIND_NAME = 1 << 10;

  /** What a place name of German begins with. */
  static final int GERMAN_PLACES = 1 << 11;

  /** What the last word of such a name is, or ends in. */
  static final List<String> LANDMARKS =
      WordList.list(
          """
          markt bahnhof platz bach berg hang park see wald rain graben ring hof ufer friedhof schloss
          rathaus weiher feld felde wiesengrund brunnen tor wall damm kanal hafen winkel grund tal steg
          zoo linden eichen garten gaerten wiese wiesen muehle muhle kirche burg hain anger teich
          linde eiche buche buchen born acker heide moor bruch busch kamp esch kirchhof stadtpark dom
          mauer speicher hugel hohe aue auen delle insel quelle werder weinberg turm
          """);

  static final int UNITS = 1 << 12;

  /** What stands behind the number of a floor. */
  static final int FLOORS = 1 << 13;

  /** Words for somebody's place, before an address. */
  static final int RESIDENCE = 1 << 14;

  /** Nouns whose number stands behind them. */
  static final int NUMBERED = 1 << 15;

  /** What may follow an address in a sentence. */
  static final int GOING_ON = 1 << 16;

  static final int STATES = 1 << 17;

  /** The last words of what a box of a post office is called. */
  static final int BOX = 1 << 18;

  /** What is written for <i>number</i> before one. */
  static final int NUMBER_SIGNS = 1 << 19;

  /** The second house that has a number, and the next. */
  static final int SECOND = 1 << 20;

  private static final WordKinds WORDS =
      new WordKinds()
          .with(
              BOX,
              """
              postfach postbus postboks apdo poczt box apartado postal postale correos bag pocztowa
              """)
          .with(NUMBER_SIGNS, "n no nr num numero d dom house haus hus \u0434 \u0434\u043e\u043c")
          .with(SECOND, "bis ter quater")
          .with(
              ENGLISH,
              """
                  street st avenue ave av boulevard blvd road rd lane ln parkway pkwy terrace ter crescent cres
                  mews gardens gdns turnpike tpke expressway expy causeway cswy close grove grv
                  """)
          .with(
              ENGLISH_TOO,
              """
                  way court ct place pl square sq circle cir path row view vw loop trail trl run park hill green
                  walk point pt crossing pass bend gate rise plaza plz alley aly wharf quay heights hts highway
                  hwy drive dr esplanade parade pde vale villas broadway cove glen ridge landing hollow meadows
                  """)
          .with(
              NOT_A_NAME,
              """
                  hard disk google usb flash tape test floppy network supreme district federal next bit byte
                  core pixel inch point work working best only more other critical shortest
                  full relative absolute file class search tool training the a an and or of to for with in
                  on by from this that each every no if when is are was same way file solid zip thumb
                  january february march april may june july august september october november december
                  jan feb mar apr jun jul aug sep sept oct nov dec
                  """)
          .with(
              DIRECTIONS,
              "n s e w ne nw se sw north south east west northeast northwest southeast southwest")
          .with(
              PREFIXES,
              """
                  calle avenida avda avd paseo carrer passeig avinguda travesia glorieta rambla callejon jiron
                  rua travessa praca alameda rodovia calcada beco
                  viale piazza piazzale vicolo lungotevere lungomare
                  rue boulevard bd bld boul impasse allee allees chemin quai ruelle avenue chaussee
                  ul ulica aleja plac osiedle ulice namesti calea aleea soseaua jalan jl
                  улица ул проспект просп переулок пер шоссе бульвар вул вулиця οδος
                  """)
          .with(
              PREFIXES_TOO,
              """
                  strasse straße via largo corso strada contrada salita borgo plaza pza plza carrera carretera ctra camino ronda
                  av al pl os str r c cl cra pr пр пл estrada route rte place cours square passage sentier montee
                  cite villa cour esplanade promenade hameau che ch imp all urbanizacion urb transversal diagonal
                  """)
          .with(
              PARTICLES,
              """
                  de del della dello dei degli delle di da do dos das du des d la le les l los las el e y i et
                  der den dem die van von zu zum zur am an auf in im of the und a al sw ks dr gen marsz prof
                  saint sainte san santa santo sao st ste ten het op te unter hinter
                  """)
          .with(SHARED, "platz ring damm ufer weg pfad plein gate vei veg ut ter tie str sok cad")
          .with(
              ENDING,
              "drive dr court place square hill green walk rise gate villas wharf quay parade")
          .with(
              NO_STREETS,
              """
                  arbeitsplatz speicherplatz steckplatz sitzplatz parkplatz stellplatz liegeplatz studienplatz
                  ausbildungsplatz umweg ausweg rundweg radweg heimweg spring string monitoring rendering
                  engineering filtering during ordering scoring storing clustering bring wiring tuning schulweg
                  rechtsweg startplatz tabellenplatz supermarkt baumarkt flohmarkt arbeitsmarkt bahnhof bauernhof
                  spielpark fuhrpark kindergarten biergarten stammbaum nirgendwo hinweg durchweg keineswegs
                  """)
          .with(
              BEHIND_NAME,
              """
                  strasse straße str weg platz allee ring gasse damm ufer pfad utca ut korut sokak sokagi sok
                  caddesi cad bulvari straat laan plein gatan gade vej katu gate veien vei veg tie
                  """)
          .with(GERMAN_PLACES, "am im an auf in zum zur unter hinter beim vor ober")
          .with(
              UNITS,
              """
                  apt apartment appartment suite ste unit flat floor fl room rm bldg building level lot wohnung
                  whg etage stock og eg dg appartement appt bat batiment escalier esc porte piso puerta pta
                  portal bloque apto apartamento bloco sala conj casa interno int scala piano lok m bus bte
                  boite lgh hus block tower villa shop office penthouse d kv кв корп κ daire kat
                  """)
          .with(
              FLOORS,
              "floor fl og stock obergeschoss etage izq izda dcha dto esq dcho centro andar piso piano"
                  + " links rechts")
          .with(
              RESIDENCE,
              """
                  live lives lived living reside resides residing resident address addresses ship shipped shipping
                  deliver delivered delivery send sent moved move moving home mail mailed located relocated visit
                  wohne wohnt wohnen wohnhaft adresse anschrift liefern lieferung geliefert gezogen umgezogen
                  habite habitons demeurant domicilie domiciliee livrer livraison adresser
                  vivo vive vivimos domicilio direccion enviar envio residente
                  moro mora moramos morada endereco entrega
                  abito abita indirizzo residenza spedire consegna
                  woon woont adres bezorgen mieszkam mieszka zamieszkaly bor bosatt adress asun osoite
                  bydlim адрес живу проживаю проживает
                  """)
          .with(
              NUMBERED,
              """
                  chapter section figure fig table step part version release page line item issue volume vol level
                  example appendix article clause rule note question answer test case phase stage round day week
                  season episode kapitel abschnitt abbildung tabelle seite zeile schritt teil version chapitre
                  capitulo capitolo figura tabla tableau bug ticket pr commit port error code type top build
                  january february march april may june july august september october november december
                  januar februar marz april mai juni juli august september oktober november dezember jahr
                  uhr listing lines lines apache windows ubuntu debian java python node android ios iphone option
                  """)
          .with(
              GOING_ON,
              """
                  and or in is was on near at to from with for but has where which since until as please by not
                  und oder in ist war bei seit bis bitte mit von et ou est dans depuis avec pour a y o en es desde
                  con para e em com desde per da dal che gdzie i w en of sinds the because so if my
                  """)
          .with(
              STATES,
              """
                  al ak az ar ca co ct de fl ga hi id il in ia ks ky la me md ma mi mn ms mo mt ne nv nh nj nm ny
                  nc nd oh ok or pa ri sc sd tn tx ut vt va wa wv wi wy dc pr
                  nsw vic qld sa tas act nt on qc bc ab mb sk ns nb nl pe yt nu
                  """);

  /** Which two letters the endings end with, whatever else stands above the five lowest bits. */
  private static final boolean[] LAST_TWO = lastTwo();

  private StreetVocabulary() {}

  private static boolean[] lastTwo() {
    boolean[] pairs = new boolean[1 << 10];
    Stream.of(ENDINGS, ENDINGS_TOO, LANDMARKS)
        .flatMap(List::stream)
        .forEach(
            ending -> {
              int last = ending.length() - 1;
              pairs[pair(ending.charAt(last - 1), ending.charAt(last))] = true;
            });
    return pairs;
  }

  private static int pair(char first, char second) {
    return (first & 31) << 5 | (second & 31);
  }

  /** Whether a word that ends before an index may end as one of the endings does. */
  static boolean endsLikeStreet(View view, int to) {
    char first = view.at(to - 2);
    char second = view.at(to - 1);
    return (first | second) >= 0x80 || LAST_TWO[pair(first, second)];
  }

  /** The kinds of the word in a range of a view, as a sum. */
  static int kinds(View view, int from, int to) {
    return WORDS.of(view, from, to);
  }

  /** Whether the word in a range of a view is of one of some kinds. */
  static boolean has(View view, int from, int to, int kinds) {
    return (WORDS.of(view, from, to) & kinds) != 0;
  }
}
