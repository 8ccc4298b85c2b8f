package dev.ringfence.retrieval;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.WordlistLoader;
import org.apache.lucene.analysis.ar.ArabicAnalyzer;
import org.apache.lucene.analysis.ca.CatalanAnalyzer;
import org.apache.lucene.analysis.cz.CzechAnalyzer;
import org.apache.lucene.analysis.el.GreekAnalyzer;
import org.apache.lucene.analysis.hi.HindiAnalyzer;
import org.apache.lucene.analysis.ro.RomanianAnalyzer;
import org.apache.lucene.analysis.snowball.SnowballFilter;
import org.apache.lucene.analysis.tr.TurkishAnalyzer;
import org.jspecify.annotations.Nullable;
import org.tartarus.snowball.SnowballStemmer;
import org.tartarus.snowball.ext.ArabicStemmer;
import org.tartarus.snowball.ext.CatalanStemmer;
import org.tartarus.snowball.ext.DanishStemmer;
import org.tartarus.snowball.ext.DutchStemmer;
import org.tartarus.snowball.ext.EnglishStemmer;
import org.tartarus.snowball.ext.FinnishStemmer;
import org.tartarus.snowball.ext.FrenchStemmer;
import org.tartarus.snowball.ext.GermanStemmer;
import org.tartarus.snowball.ext.GreekStemmer;
import org.tartarus.snowball.ext.HindiStemmer;
import org.tartarus.snowball.ext.HungarianStemmer;
import org.tartarus.snowball.ext.IndonesianStemmer;
import org.tartarus.snowball.ext.ItalianStemmer;
import org.tartarus.snowball.ext.NorwegianStemmer;
import org.tartarus.snowball.ext.PortugueseStemmer;
import org.tartarus.snowball.ext.RomanianStemmer;
import org.tartarus.snowball.ext.RussianStemmer;
import org.tartarus.snowball.ext.SpanishStemmer;
import org.tartarus.snowball.ext.SwedishStemmer;
import org.tartarus.snowball.ext.TurkishStemmer;

/**
 * A language whose words are brought to their stems, and whose function words carry no weight, by
 * Lucene's and Snowball's lists. Languages without an entry here are searched by their words as
 * they stand.
 *
 * <p>The order decides where the evidence for two is the same.
 */
enum Language {
  ENGLISH("en", "", snowball("english", EnglishStemmer::new)),
  GERMAN("de", "wann warum wieso wer wen gibt bitte", snowball("german", GermanStemmer::new)),
  FRENCH(
      "fr",
      "quand comment combien pourquoi où peut puis faut",
      snowball("french", FrenchStemmer::new)),
  SPANISH(
      "es",
      "cuál cuáles cuándo cuánto cuánta cuántos cuántas cómo dónde quién quiénes puedo hay",
      snowball("spanish", SpanishStemmer::new)),
  ITALIAN("it", "quali quante quanti quando cosa posso", snowball("italian", ItalianStemmer::new)),
  PORTUGUESE(
      "pt",
      "onde quais quanto quanta quantos quantas porque posso",
      snowball("portuguese", PortugueseStemmer::new)),
  DUTCH("nl", "wanneer waar welke waarom hoeveel", snowball("dutch", DutchStemmer::new)),
  SWEDISH("sv", "varför vilka", snowball("swedish", SwedishStemmer::new)),
  DANISH("da", "hvornår hvordan hvorfor hvilken hvilke", snowball("danish", DanishStemmer::new)),
  NORWEGIAN("no", "hvorfor hvilken", snowball("norwegian", NorwegianStemmer::new)),
  FINNISH(
      "fi", "milloin miten missä mikä kuinka paljonko", snowball("finnish", FinnishStemmer::new)),
  HUNGARIAN("hu", "mikor hogyan hol mennyi", snowball("hungarian", HungarianStemmer::new)),
  INDONESIAN(
      "id", "apa bagaimana kapan berapa mana", snowball("indonesian", IndonesianStemmer::new)),
  RUSSIAN("ru", "сколько какой какая какие почему", snowball("russian", RussianStemmer::new)),
  CATALAN(
      "ca",
      "quan quant quants quina quin",
      new Source(CatalanAnalyzer::getDefaultStopSet, CatalanStemmer::new)),
  CZECH("cs", "jak kdy kde kolik proč", new Source(CzechAnalyzer::getDefaultStopSet, null)),
  ROMANIAN(
      "ro",
      "cum când unde cât câte",
      new Source(RomanianAnalyzer::getDefaultStopSet, RomanianStemmer::new)),
  TURKISH(
      "tr",
      "nasıl zaman nerede kaç",
      new Source(TurkishAnalyzer::getDefaultStopSet, TurkishStemmer::new)),
  GREEK(
      "el",
      "πότε πώς πού πόσο ποια ποιο ποιος",
      new Source(GreekAnalyzer::getDefaultStopSet, GreekStemmer::new)),
  ARABIC(
      "ar",
      "متى كيف أين كم هل لماذا",
      new Source(ArabicAnalyzer::getDefaultStopSet, ArabicStemmer::new)),
  HINDI(
      "hi",
      "क्या कब कैसे कहाँ कितना कितने",
      new Source(HindiAnalyzer::getDefaultStopSet, HindiStemmer::new));

  /**
   * Where a language's knowledge comes from.
   *
   * @param stemmer null for Czech, whose words are kept as they stand: Snowball has no stemmer for
   *     it
   */
  private record Source(
      Supplier<CharArraySet> stopWords, @Nullable Supplier<? extends SnowballStemmer> stemmer) {}

  private final String code;
  private final Source source;
  private final Set<String> functionWords = new HashSet<>();

  /**
   * @param asking the words that ask, where the list of function words lacks them
   */
  Language(String code, String asking, Source source) {
    this.code = code;
    this.source = source;
    source.stopWords().get().forEach(word -> add(new String((char[]) word)));
    for (String word : asking.split(" ", -1)) {
      add(word);
    }
  }

  private void add(String word) {
    String plain = Folding.lower(word);
    functionWords.add(plain);
    functionWords.add(Folding.withoutMarks(plain));
  }

  /** By ISO 639-1. */
  String code() {
    return code;
  }

  /**
   * Whether it is a function word, which says nothing about what a text is about.
   *
   * @param word in lower case
   */
  boolean isFunctionWord(String word) {
    return functionWords.contains(word);
  }

  /**
   * The stem of a word, with its accents.
   *
   * @param word in lower case
   */
  String stem(String word) {
    if (source.stemmer() == null) {
      return word;
    }
    SnowballStemmer stemmer = source.stemmer().get();
    stemmer.setCurrent(word);
    stemmer.stem();
    return stemmer.getCurrent();
  }

  private static Source snowball(String name, Supplier<? extends SnowballStemmer> stemmer) {
    return new Source(() -> functionWords(name), stemmer);
  }

  private static CharArraySet functionWords(String name) {
    try (InputStream list = SnowballFilter.class.getResourceAsStream(name + "_stop.txt")) {
      return WordlistLoader.getSnowballWordSet(
          new InputStreamReader(Objects.requireNonNull(list), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
