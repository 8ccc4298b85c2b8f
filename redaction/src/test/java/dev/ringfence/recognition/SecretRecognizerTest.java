package dev.ringfence.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.ringfence.redaction.Policy;
import dev.ringfence.redaction.Redactor;
import dev.ringfence.vault.InMemoryVault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Samples are made anew from a seed; others are tried with {@code -Dringfence.seed=N}. */
final class SecretRecognizerTest {
  private static final Redactor REDACTOR = Redactor.standard();

  private final long seed = SecretSamples.seed();
  private final SecretSamples samples = new SecretSamples(seed);

  static Stream<SecretFormat> formats() {
    return SecretFormats.read().stream();
  }

  @ParameterizedTest
  @MethodSource("formats")
  void aSecretOfAnIssuersFormIsMaskedWholeWhereverItStands(SecretFormat format) {
    for (int round = 0; round < 20; round++) {
      String secret = samples.of(format);
      for (String around :
          List.of(
              "%s",
              "I have leaked %s, sorry.",
              "(%s)",
              "`%s`",
              "\"%s\"",
              "x=%s;",
              "{\"a\":\"%s\",\"b\":1}",
              "<a>%s</a>",
              "- %s\n- y",
              "a\\n%s\\nb",
              "https://example.org/?a=%s&b=1")) {
        assertThat(masked(around.formatted(secret)))
            .as("seed %d, %s: %s", seed, format.issuer(), around)
            .isEqualTo(around.formatted("[SECRET_1]"));
      }
    }
    assertThat(format.published()).startsWith("https://");
  }

  @ParameterizedTest
  @MethodSource("formats")
  void whatIsNotLongEnoughOrGoesOnIsNoSecretOfAForm(SecretFormat format) {
    String secret = samples.of(format);
    View glued = Folding.fold("x" + secret);
    assertThat(format.end(glued, 1)).as("seed %d", seed).isPositive();
    SecretFormat.Piece last = format.pieces().getLast();
    if (last.least() > 8) {
      View cut = Folding.fold(secret.substring(0, secret.length() - 8 - last.least() / 2));
      assertThat(format.end(cut, 0)).as("seed %d", seed).isNegative();
    }
  }

  static Stream<String> known() {
    SecretSamples samples = new SecretSamples(SecretSamples.seed());
    return Stream.of(
        "AKIA" + samples.capitals(16),
        "AIza" + samples.letters(35),
        samples.letters(3) + "8Q~" + samples.letters(34),
        "dop_" + "v1_" + samples.hex(64),
        "ghp" + "_" + samples.letters(36),
        "github" + "_pat_" + samples.letters(22) + "_" + samples.letters(59),
        "glpat" + "-" + samples.letters(20),
        "npm" + "_" + samples.letters(36),
        "pypi" + "-AgEIcHlwaS5vcmc" + samples.letters(80),
        "sk" + "_live_" + samples.letters(24),
        "whsec" + "_" + samples.letters(32),
        "shpat" + "_" + samples.hex(32),
        "xoxb" + "-" + samples.digits(12) + "-" + samples.digits(12) + "-" + samples.letters(24),
        samples.digits(9) + ":AA" + samples.letters(33),
        "M" + samples.letters(23) + "." + samples.letters(6) + "." + samples.letters(38),
        "SK" + samples.hex(32),
        "SG" + "." + samples.letters(22) + "." + samples.letters(43),
        samples.hex(32) + "-us" + samples.digits(2),
        "xkeysib" + "-" + samples.hex(64) + "-" + samples.letters(16),
        "sk" + "-proj-" + samples.letters(60),
        "sk" + "-ant-api03-" + samples.letters(93) + "AA",
        "hf" + "_" + samples.letters(34),
        "gsk" + "_" + samples.letters(52),
        "NRAK" + "-" + samples.capitals(27),
        "glsa" + "_" + samples.letters(32) + "_" + samples.hex(8),
        "lin" + "_api_" + samples.letters(40),
        "pat" + samples.letters(14) + "." + samples.hex(64),
        "ATATT3" + samples.letters(180) + "=" + samples.capitals(8),
        "dapi" + samples.hex(32),
        "hvs" + "." + samples.letters(90),
        samples.letters(14) + ".atlasv1." + samples.letters(67),
        "AGE-SECRET-KEY-1" + samples.capitals(58),
        samples.webToken());
  }

  @ParameterizedTest
  @MethodSource("known")
  void whatTheIssuersDescribeIsMasked(String secret) {
    assertThat(masked("It is " + secret + ".")).as("seed %d", seed).isEqualTo("It is [SECRET_1].");
    String hidden = secret.substring(0, 4) + "\u200b" + secret.substring(4);
    assertThat(masked("It is " + hidden + ".")).as("seed %d", seed).isEqualTo("It is [SECRET_1].");
    assertThat(masked("It is " + wide(secret))).as("seed %d", seed).isEqualTo("It is [SECRET_1]");
    String encoded =
        secret.replace(secret.substring(0, 1), "%" + Integer.toHexString(secret.charAt(0)));
    assertThat(masked("a=" + encoded + "&b")).as("seed %d", seed).isEqualTo("a=[SECRET_1]&b");
  }

  private static String wide(String ascii) {
    return ascii
        .chars()
        .mapToObj(
            c ->
                Character.isLetterOrDigit(c)
                    ? String.valueOf((char) (c + 0xFEE0))
                    : String.valueOf((char) c))
        .reduce("", String::concat);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PRIVATE KEY",
        "RSA PRIVATE KEY",
        "EC PRIVATE KEY",
        "DSA PRIVATE KEY",
        "ENCRYPTED PRIVATE KEY",
        "OPENSSH PRIVATE KEY",
        "PGP PRIVATE KEY BLOCK",
      })
  void theBlockOfAPrivateKeyIsMaskedWhole(String label) {
    String block = samples.block(label);
    assertThat(masked("My key:\n" + block + "\nThanks!")).isEqualTo("My key:\n[SECRET_1]\nThanks!");
    String escaped = block.replace("\n", "\\n");
    assertThat(masked("{\"private_key\":\"" + escaped + "\\n\",\"a\":\"b\"}"))
        .startsWith("{\"private_key\":\"[SECRET_1]")
        .endsWith("\",\"a\":\"b\"}")
        .doesNotContain("KEY");
    String cut = block.substring(0, 200);
    assertThat(masked("My key:\n" + cut)).isEqualTo("My key:\n[SECRET_1]");
    assertThat(masked("My key:\n" + cut + "\nIt is cut, is it not?"))
        .isEqualTo("My key:\n[SECRET_1]\nIt is cut, is it not?");
    assertThat(masked("{\"k\":\"" + cut.replace("\n", "\\n") + "\",\"a\":\"b\"}"))
        .isEqualTo("{\"k\":\"[SECRET_1]\",\"a\":\"b\"}");
    assertThat(masked("> " + block.replace("\n", "\n> "))).isEqualTo("> [SECRET_1]");
  }

  @Test
  void aPuttyKeyIsMaskedWhole() {
    String key =
        "PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\nComment: ana\nPublic-Lines: 1\n"
            + samples.letters(64)
            + "\nPrivate-Lines: 1\n"
            + samples.letters(44)
            + "\nPrivate-MAC: "
            + samples.hex(64);
    assertThat(masked("Here:\n" + key + "\nThanks")).isEqualTo("Here:\n[SECRET_1]\nThanks");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          postgres://app:§@db.example.com:5432/shop|postgres://app:#@db.example.com:5432/shop
          postgresql://app:§@localhost/shop|postgresql://app:#@localhost/shop
          mysql://root:§@127.0.0.1/x|mysql://root:#@127.0.0.1/x
          mongodb+srv://app:§@cluster0.example.net/?w=1|mongodb+srv://app:#@cluster0.example.net/?w=1
          redis://:§@cache:6379/0|redis://:#@cache:6379/0
          amqp://guest:§@mq:5672|amqp://guest:#@mq:5672
          ftp://ana:§@ftp.example.com/x|ftp://ana:#@ftp.example.com/x
          https://ana:§@example.com/path?q=1|https://ana:#@example.com/path?q=1
          smtp://ana%40example.com:§@mail.example.com|smtp://[EMAIL_1]:#@mail.example.com
          jdbc:postgresql://db/shop?user=app&password=§&ssl=true|jdbc:postgresql://db/shop?user=app&password=#&ssl=true
          Server=db;Database=shop;User Id=app;Password=§;|Server=db;Database=shop;User Id=app;Password=#;
          Server=db;Uid=app;Pwd=§;Encrypt=yes|Server=db;Uid=app;Pwd=#;Encrypt=yes
          cache:6379,password=§,ssl=True|cache:6379,password=#,ssl=True
          DB_PASSWORD=§|DB_PASSWORD=#
          export PGPASSWORD='§'|export PGPASSWORD='#'
          SPRING_DATASOURCE_PASSWORD="§"|SPRING_DATASOURCE_PASSWORD="#"
          spring.datasource.password=§|spring.datasource.password=#
          password: §|password: #
          password: "§" // the old one|password: "#" // the old one
          {"user":"ana","password":"§"}|{"user":"ana","password":"#"}
          {\\"password\\":\\"§\\",\\"a\\":1}|{\\"password\\":\\"#\\",\\"a\\":1}
          {user: 'ana', pass: '§'}|{user: 'ana', pass: '#'}
          <password>§</password>|<password>#</password>
          <add key="DbPassword" value="§"/>|<add key="DbPassword" value="#"/>
          {"name":"DB_PASSWORD","value":"§"}|{"name":"DB_PASSWORD","value":"#"}
          String password = "§";|String password = "#";
          const dbPassword = '§';|const dbPassword = '#';
          password := "§"|password := "#"
          config["password"] = "§"|config["password"] = "#"
          if (password == "§") {|if (password == "#") {
          'password' => '§',|'password' => '#',
          connect(user="ana", password="§")|connect(user="ana", password="#")
          mysql -u root -p§ shop|mysql -u root -p# shop
          mysql -u root -p'§' shop|mysql -u root -p'#' shop
          tool --password § --verbose|tool --password # --verbose
          tool --password=§ --verbose|tool --password=# --verbose
          curl -u ana:§ https://example.com|curl -u ana:# https://example.com
          curl --user 'ana:§' https://example.com|curl --user 'ana:#' https://example.com
          sshpass -p § ssh host|sshpass -p # ssh host
          My password is §, please reset it|My password is #, please reset it
          my password for the shop is §.|my password for the shop is #.
          Password: §|Password: #
          **Password:** §|**Password:** #
          Password (temporary): §|Password (temporary): #
          Wi-Fi password: §|Wi-Fi password: #
          Use the password § to log in|Use the password # to log in
          Mein Passwort lautet §.|Mein Passwort lautet #.
          Kennwort: §|Kennwort: #
          Le mot de passe est §.|Le mot de passe est #.
          Mot de passe : §|Mot de passe : #
          mi contraseña es §|mi contraseña es #
          Contraseña: §|Contraseña: #
          A minha senha é §.|A minha senha é #.
          Senha: §|Senha: #
          machine example.com login ana password §|machine example.com login ana password #
          """)
  void aPasswordIsMaskedAndWhatStandsAroundItStays(String text, String expected) {
    for (String password : List.of("hunter2", "s3cr3t!pw", "Tr0ub4dor&3", "p4$$W0rd_x")) {
      assertThat(masked(text.replace("§", password)))
          .as(password)
          .isEqualTo(expected.replace("#", "[SECRET_1]"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgres://app:changeme@db/x",
        "postgres://app:example@db/x",
        "postgres://app:p%40ss@db/x",
        "postgres://app:pa/ss@db/x",
        "postgres://app:p@ss@db/x",
        "postgres://app:password@db.example.com/x",
      })
  void anyPasswordInAUrlIsMasked(String text) {
    assertThat(masked(text)).matches("postgres://app:\\[SECRET_1]@db(\\.example\\.com)?/x");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          aws_secret_access_key = §|aws_secret_access_key = #
          AWS_SECRET_ACCESS_KEY=§|AWS_SECRET_ACCESS_KEY=#
          AccountName=shop;AccountKey=§==;EndpointSuffix=core|AccountName=shop;AccountKey=#;EndpointSuffix=core
          Endpoint=sb://x/;SharedAccessKey=§=|Endpoint=sb://x/;SharedAccessKey=#
          https://x.blob.example.net/c?sv=2022&sig=§&sp=r|https://x.blob.example.net/c?sv=2022&sig=#&sp=r
          Authorization: Bearer §|Authorization: Bearer #
          authorization: token §|authorization: token #
          curl -H "Authorization: Bearer §" https://x|curl -H "Authorization: Bearer #" https://x
          {"Authorization":"Bearer §"}|{"Authorization":"Bearer #"}
          X-Api-Key: §|X-Api-Key: #
          Cookie: sessionid=§; theme=dark|Cookie: sessionid=#; theme=dark
          Set-Cookie: JSESSIONID=§; Path=/|Set-Cookie: JSESSIONID=#; Path=/
          api_key: §|api_key: #
          apiKey = "§"|apiKey = "#"
          "client_secret": "§",|"client_secret": "#",
          <apiKey>§</apiKey>|<apiKey>#</apiKey>
          DD_API_KEY=§|DD_API_KEY=#
          ?access_token=§&x=1|?access_token=#&x=1
          tool --token § --x|tool --token # --x
          my API key is §.|my API key is #.
          the token § no longer works|the token # no longer works
          the API key for production, §, was leaked|the API key for production, #, was leaked
          § is my secret key|# is my secret key
          der API-Schlüssel lautet §|der API-Schlüssel lautet #
          ma clé d'API est §|ma clé d'API est #
          mi clave de API es §|mi clave de API es #
          a minha chave de API é §|a minha chave de API é #
          """)
  void charactersByChanceBesideAWordAreMasked(String text, String expected) {
    for (String secret : List.of(samples.mixed(24), samples.mixed(40))) {
      assertThat(masked(text.replace("§", secret)))
          .as("seed %d", seed)
          .isEqualTo(expected.replace("#", "[SECRET_1]"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Your verification code is #.",
        "Your verification code is: #",
        "# is your verification code",
        "Use # as your login code",
        "G-# is your verification code",
        "OTP: #",
        "Your one-time code: #",
        "Enter the code #",
        "Ihr Bestätigungscode lautet #.",
        "Dein Einmalcode: #",
        "Votre code de vérification est #",
        "Votre code de validation : #",
        "Su código de verificación es #",
        "O seu código de verificação é #",
        "TAN #",
      })
  void aOneTimeCodeIsMasked(String text) {
    for (String code : List.of("483920", "48392017", "483 920")) {
      assertThat(masked(text.replace("#", code))).isEqualTo(text.replace("#", "[SECRET_1]"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"PIN: 4839", "PIN is 4839", "your code is 4839", "PIN 4839"})
  void aShortCodeIsMaskedWhereItIsTold(String text) {
    assertThat(masked(text)).isEqualTo(text.replace("4839", "[SECRET_1]"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password: <password>",
        "password=${DB_PASSWORD}",
        "password: {{ vault_password }}",
        "password: {{token}}",
        "api_key: xxxx",
        "password: ****",
        "password: ********",
        "api_key=YOUR_API_KEY",
        "api_key: your-api-key-here",
        "api_key = \"<your api key>\"",
        "password=$PASSWORD",
        "password=%PASSWORD%",
        "token: ${{ secrets.GITHUB_TOKEN }}",
        "postgres://user:<password>@host/db",
        "postgres://user:${DB_PASSWORD}@host/db",
        "postgres://user:****@host/db",
        "Authorization: Bearer <token>",
        "Authorization: Bearer YOUR_TOKEN",
        "Authorization: Bearer $TOKEN",
        "password = getPassword();",
        "password = os.environ[\"DB_PASSWORD\"]",
        "password: process.env.DB_PASSWORD",
        "String password;",
        "password: string",
        "this.password = password;",
        "user.password = newPassword",
        "password=None",
        "if (password == null)",
        "if (token === undefined)",
        "return password != other",
        "token = request.headers.get('x')",
        "the token is expired",
        "the password must be 8 characters",
        "password reset",
        "Password: must contain 8 characters",
        "Password: required",
        "I forgot my password and need help",
        "My password is not accepted",
        "My password is wrong",
        "The password is required.",
        "password is case-sensitive",
        "Please reset my password.",
        "Reset password: click here",
        "passwords: best practices",
        "password_min_length: 12",
        "passwordFile: /run/secrets/db",
        "PASSWORD_RESET_URL=https://example.com/reset",
        "max_tokens=4096",
        "tokens: 128000",
        "token_type: bearer",
        "\"token_type\":\"Bearer\"",
        "tokenizer: cl100k_base",
        "key: value",
        "key=order-2024-01",
        "primary key: customer_id",
        "foreign key (customer_id)",
        "press any key: enter",
        "keyboard: qwerty",
        "monkey: banana",
        "author: Ana Moreno",
        "secret: keep it",
        "It is a secret: nobody knows",
        "session: monday",
        "auth: basic",
        "api: https://example.com/v1",
        "public_key: MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE4f5wg2",
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ5k2 ana",
        "commit 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b",
        "the token check came with 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b",
        "sha256: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
        "integrity=\"sha384-oqVuAfXRKap7fdgcCY5uykM6+R9GqQ8K/uxy9rx7HNQlGYl1kPzQho1wx4JwY8wC\"",
        "md5 d41d8cd98f00b204e9800998ecf8427e",
        "id 550e8400-e29b-41d4-a716-446655440000",
        "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk",
        "class=\"css-1q2w3e4r5t\"",
        "main.3f2a9c8b7d6e5f4a.js",
        "https://example.com/a/B7xK2mQ9pL4vR8tZ/c",
        "getUserAccountByEmailAddressAndPassword2",
        "ApplicationContextInitializerFactoryBean3",
        "call_3f2504e04f8911d39a0c0305e82c3301",
        "kubernetes-deployment-2024-01-15-v2",
        "error code 404",
        "error code: 483920",
        "zip code 10115",
        "postal code: 101150",
        "country code 49",
        "the code is in main.java",
        "promo code SUMMER24",
        "your code has 483920 lines",
        "-----BEGIN PUBLIC KEY-----",
        "-----BEGIN CERTIFICATE-----",
        "a -----BEGIN PRIVATE KEY----- line begins it",
        "mkdir -p src/main",
        "docker run -p 8080:80 -u 1000:1000 x",
        "ssh -p 22 host",
        "https://example.com:8080/a@b",
        "https://example.com/@ana/posts",
        "ghp_short",
        "ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
        "sk-learn and re_compile",
        "AKIA is the prefix",
        "eyJ is how it begins",
        "SG.1.2",
        "std::token: x",
        "npm_config_registry",
        "xapp-store",
        "Basic plan, Bearer bonds",
        "SK0123",
      })
  void whatOnlyLooksLikeASecretStays(String text) {
    assertThat(masked(text)).isEqualTo(text);
  }

  @Test
  void whatIsDrawnByChanceAloneIsMaskedByTheStrictPolicyAlone() {
    for (int round = 0; round < 1_000; round++) {
      String text = "see " + samples.mixed(16 + round % 30) + " now";
      assertThat(masked(text)).as("seed %d, round %d", seed, round).isEqualTo(text);
      assertThat(REDACTOR.by(Policy.STRICT).redact(text, new InMemoryVault()).value())
          .as("seed %d, round %d", seed, round)
          .isEqualTo("see [SECRET_1] now");
    }
  }

  @Test
  void theNameOfAFieldSaysWhatItsValueIs() {
    var tree = JsonNodeFactory.instance.objectNode();
    tree.put("password", "correct horse").put("db_password", "hunter2").put("passwordHint", "dog");
    tree.put("apiKey", samples.mixed(20)).put("tokenType", "bearer").put("note", "a plain note");
    assertThat(REDACTOR.redactJson(tree, Map.of(), new InMemoryVault()).value())
        .isEqualTo(
            "{\"password\":\"[SECRET_1]\",\"db_password\":\"[SECRET_2]\",\"passwordHint\":\"dog\","
                + "\"apiKey\":\"[SECRET_3]\",\"tokenType\":\"bearer\",\"note\":\"a plain note\"}");
  }

  @Test
  void noCharacterOfAPasswordIsLeftWhereItIsQuotedOrStandsInAUrl() {
    String signs = "!#$%^&*()_+-=[]{}|;:,.?~";
    Random random = new Random(seed);
    for (int round = 0; round < 5_000; round++) {
      StringBuilder password = new StringBuilder("Q");
      for (int i = 0; i < 6 + random.nextInt(10); i++) {
        password.append(
            random.nextInt(3) == 0
                ? signs.charAt(random.nextInt(signs.length()))
                : (char) ('a' + random.nextInt(26)));
      }
      password.append("7Z");
      assertThat(masked("{\"password\":\"" + password + "\"}"))
          .as("seed %d, round %d: %s", seed, round, password)
          .isEqualTo("{\"password\":\"[SECRET_1]\"}");
      assertThat(masked("postgres://app:" + password + "@db/x"))
          .as("seed %d, round %d: %s", seed, round, password)
          .isEqualTo("postgres://app:[SECRET_1]@db/x");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"password=#", "token: #", "a #", "key #", "PRIVATE_KEY=#"})
  void aLongValueIsMaskedToItsEnd(String text) {
    String secret = "sk" + "-" + samples.mixed(3_000);
    assertThat(masked(text.replace("#", secret))).isEqualTo(text.replace("#", "[SECRET_1]"));
    String unknown = samples.mixed(3_000);
    assertThat(masked("token=" + unknown + " x")).isEqualTo("token=[SECRET_1] x");
  }

  static Stream<String> hostile() {
    return Stream.of(
            "-----BEGIN PRIVATE KEY-----\n",
            "-----BEGIN PRIVATE KEY-----\nx\n",
            "-----BEGIN PRIVATE KEY-----\nAAAAAAAAAAAAAAAAAAAAAAAA\n",
            "-----END ",
            "PuTTY-User-Key-File-2:",
            "password=",
            "password: ",
            "password is ",
            "password ",
            "key=a",
            "token:",
            "a://b:c",
            "a://",
            "a://b@",
            "<password>",
            "--password ",
            " -p ",
            " -u a",
            "your code ",
            "code 1",
            "eyJ",
            "eyJ.",
            "a1B",
            "ghp_",
            "value=",
            "value\" ",
            "\"",
            ":",
            "= ",
            "::",
            "1.1.",
            "a:",
            "aa-",
            "0:0:",
            "M.",
            "key a1B2c3D4e5F6g7H8 ")
        .map(unit -> unit.repeat(400_000 / unit.length()));
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void theWorkIsBoundedForEachCharacter(String text) {
    View view = Folding.fold(text);
    Duration spent =
        ProcessorTime.of(
            () -> {
              new SecretRecognizer().find(view, Context.PROSE, new Findings());
              new IpRecognizer().find(view, Context.PROSE, new Findings());
              new MacRecognizer().find(view, Context.PROSE, new Findings());
            });
    assertThat(spent).as(text.substring(0, 20)).isLessThan(Duration.ofSeconds(20));
  }

  private static String masked(String text) {
    return REDACTOR.redact(text, new InMemoryVault()).value();
  }
}
