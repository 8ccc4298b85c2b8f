package dev.ringfence.recognition;

import java.util.List;
import java.util.Set;

/** The words that streets, and what stands beside them in an address, are called by. */
final class StreetVocabulary {
  /** What ends the name of a street in English and is hardly anything else behind a number. */
  static final Set<String> ENGLISH =
      set(
          """
          street st avenue ave av boulevard blvd road rd lane ln parkway pkwy terrace ter crescent cres
          mews gardens gdns turnpike tpke expressway expy causeway cswy close grove grv
          """);

  /** The same, of words that mean much else. */
  static final Set<String> ENGLISH_TOO =
      set(
          """
          way court ct place pl square sq circle cir path row view vw loop trail trl run park hill green
          walk point pt crossing pass bend gate rise plaza plz alley aly wharf quay heights hts highway
          hwy drive dr esplanade parade pde vale villas broadway cove glen ridge landing hollow meadows
          """);

  /** What stands before such a word where it means something else. */
  static final Set<String> NOT_A_NAME =
      set(
          """
          hard disk google usb flash tape test floppy network supreme district federal next bit byte
          core pixel inch point work working best only more other critical shortest
          full relative absolute file class search tool training the a an and or of to for with in
          on by from this that each every no if when is are was same way file solid zip thumb
          january february march april may june july august september october november december
          jan feb mar apr jun jul aug sep sept oct nov dec
          """);

  static final Set<String> DIRECTIONS =
      set("n s e w ne nw se sw north south east west northeast northwest southeast southwest");

  /** What begins the name of a street and hardly anything else. */
  static final Set<String> PREFIXES =
      set(
          """
          calle avenida avda avd paseo carrer passeig avinguda travesia glorieta rambla callejon jiron
          rua travessa praca alameda rodovia calcada beco
          viale piazza piazzale vicolo lungotevere lungomare
          rue boulevard bd bld boul impasse allee allees chemin quai ruelle avenue chaussee
          ul ulica aleja plac osiedle ulice namesti calea aleea soseaua jalan jl
          улица ул проспект просп переулок пер шоссе бульвар вул вулиця οδος
          """);

  /** The same, of words that mean much else. */
  static final Set<String> PREFIXES_TOO =
      set(
          """
          strasse straße via largo corso strada contrada salita borgo plaza pza plza carrera carretera ctra camino ronda
          av al pl os str r c cl cra pr пр пл estrada route rte place cours square passage sentier montee
          cite villa cour esplanade promenade hameau che ch imp all urbanizacion urb transversal diagonal
          """);

  /** What stands between the kind of a street and its name. */
  static final Set<String> PARTICLES =
      set(
          """
          de del della dello dei degli delle di da do dos das du des d la le les l los las el e y i et
          der den dem die van von zu zum zur am an auf in im of the und a al sw ks dr gen marsz prof
          saint sainte san santa santo sao st ste ten het op te unter hinter
          """);

  /** Kinds that a short name makes no street of: what they mean else has names too. */
  static final Set<String> SHARED =
      set("platz ring damm ufer weg pfad plein gate vei veg ut ter tie str sok cad");

  /** Kinds of English that an address may end with, though they mean much else. */
  static final Set<String> ENDING =
      set("drive dr court place square hill green walk rise gate villas wharf quay parade");

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
  static final Set<String> NO_STREETS =
      set(
          """
          arbeitsplatz speicherplatz steckplatz sitzplatz parkplatz stellplatz liegeplatz studienplatz
          ausbildungsplatz umweg ausweg rundweg radweg heimweg spring string monitoring rendering
          engineering filtering during ordering scoring storing clustering bring wiring tuning schulweg
          rechtsweg startplatz tabellenplatz supermarkt baumarkt flohmarkt arbeitsmarkt bahnhof bauernhof
          spielpark fuhrpark kindergarten biergarten stammbaum nirgendwo hinweg durchweg keineswegs
          """);

  /** A kind of street that is a word of its own behind the name. */
  static final Set<String> BEHIND_NAME =
      set(
          """
          strasse straße str weg platz allee ring gasse damm ufer pfad utca ut korut sokak sokagi sok
          caddesi cad bulvari straat laan plein gatan gade vej katu gate veien vei veg tie
          """);

  /** What a place name of German begins with. */
  static final Set<String> GERMAN_PLACES =
      set("am im an auf in zum zur unter hinter beim vor ober");

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

  static final Set<String> UNITS =
      set(
          """
          apt apartment appartment suite ste unit flat floor fl room rm bldg building level lot wohnung
          whg etage stock og eg dg appartement appt bat batiment escalier esc porte piso puerta pta
          portal bloque apto apartamento bloco sala conj casa interno int scala piano lok m bus bte
          boite lgh hus block tower villa shop office penthouse d kv кв корп κ daire kat
          """);

  /** What stands behind the number of a floor. */
  static final Set<String> FLOORS =
      set(
          "floor fl og stock obergeschoss etage izq izda dcha dto esq dcho centro andar piso piano"
              + " links rechts");

  /** Words for somebody's place, before an address. */
  static final Set<String> RESIDENCE =
      set(
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
          """);

  /** Nouns whose number stands behind them. */
  static final Set<String> NUMBERED =
      set(
          """
          chapter section figure fig table step part version release page line item issue volume vol level
          example appendix article clause rule note question answer test case phase stage round day week
          season episode kapitel abschnitt abbildung tabelle seite zeile schritt teil version chapitre
          capitulo capitolo figura tabla tableau bug ticket pr commit port error code type top build
          january february march april may june july august september october november december
          januar februar marz april mai juni juli august september oktober november dezember jahr
          uhr listing lines lines apache windows ubuntu debian java python node android ios iphone option
          """);

  /** What may follow an address in a sentence. */
  static final Set<String> GOING_ON =
      set(
          """
          and or in is was on near at to from with for but has where which since until as please by not
          und oder in ist war bei seit bis bitte mit von et ou est dans depuis avec pour a y o en es desde
          con para e em com desde per da dal che gdzie i w en of sinds the because so if my
          """);

  static final Set<String> STATES =
      set(
          """
          al ak az ar ca co ct de fl ga hi id il in ia ks ky la me md ma mi mn ms mo mt ne nv nh nj nm ny
          nc nd oh ok or pa ri sc sd tn tx ut vt va wa wv wi wy dc pr
          nsw vic qld sa tas act nt on qc bc ab mb sk ns nb nl pe yt nu
          """);

  private StreetVocabulary() {}

  private static Set<String> set(String words) {
    return Set.copyOf(WordList.list(words));
  }
}
