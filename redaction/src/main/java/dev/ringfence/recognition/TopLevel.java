package dev.ringfence.recognition;

import java.util.Locale;
import java.util.Set;

/**
 * The last labels of domain names that speech is believed with: those of countries (ISO 3166), the
 * reserved ones (RFC 2606) and the generic ones of IANA's root zone that people have addresses in.
 */
final class TopLevel {
  private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

  private static final Set<String> GENERIC =
      Set.of(
          "com org net edu gov mil int info biz name pro aero coop museum jobs mobi travel tel asia"
              .concat(" cat post example test invalid localhost local arpa eu uk su onion")
              .concat(
                  " academy adv agency app art bank bar bayern berlin best bet bio blog brussels")
              .concat(" business bzh cafe capital care center chat church city clinic cloud club")
              .concat(" codes coach community company consulting contact cool corsica credit")
              .concat(" dental design dev digital direct doctor earth education email energy")
              .concat(
                  " engineering events expert family fashion finance fitness foundation frl fun")
              .concat(" fund fyi gal games gent global gmbh green group guide guru hamburg health")
              .concat(" help host hotel house immo inc institute international ist")
              .concat(" istanbul kiwi koeln law legal life link live llc lol london ltd madrid")
              .concat(
                  " mail market marketing media melbourne moscow network news ngo ninja nrw nyc")
              .concat(" one ong online paris partners photo photography quebec")
              .concat(" realty rest rio ruhr saarland sale school science scot")
              .concat(" services shop site social software solutions space store studio support")
              .concat(" swiss sydney systems tax team tech technology tirol today tokyo tools top")
              .concat(" training university vegas ventures video vip wales web website wien wiki")
              .concat(" win work works world wtf xyz yoga zone")
              .split(" "));

  private TopLevel() {}

  static boolean known(String label) {
    String lower = label.toLowerCase(Locale.ROOT);
    return GENERIC.contains(lower) || COUNTRIES.contains(lower.toUpperCase(Locale.ROOT));
  }
}
