package dev.ringfence.browser;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;

/** A headless Chromium with one tab, which notes every breach of a page's security policy. */
final class Browser implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Runs before every page: what the page did, and a way into the chat's closed shadow. */
  private static final String WITNESS =
      """
      window.breaches = [];
      document.addEventListener('securitypolicyviolation', (e) => breaches.push(e.violatedDirective + ' ' + e.blockedURI));
      window.addEventListener('error', (e) => breaches.push('error ' + e.message));
      window.addEventListener('unhandledrejection', (e) => breaches.push('rejection ' + e.reason));
      window.alert = window.confirm = window.prompt = () => breaches.push('alert');
      window.shadows = [];
      const attachShadow = Element.prototype.attachShadow;
      Element.prototype.attachShadow = function (init) {
        const shadow = attachShadow.call(this, init);
        shadows.push(shadow);
        return shadow;
      };
      """;

  private final ChromeDriver driver;

  Browser() {
    var options = new ChromeOptions();
    options.setBinary(System.getProperty("ringfence.chromium", "/usr/bin/chromium"));
    options.addArguments(
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync");
    options.setCapability("goog:loggingPrefs", Map.of(LogType.BROWSER, "ALL"));
    var service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(
                Path.of(System.getProperty("ringfence.chromedriver", "/usr/bin/chromedriver"))
                    .toFile())
            .build();
    driver = new ChromeDriver(service, options);
    driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", WITNESS));
  }

  void size(int width, int height) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
  }

  void prefer(String feature, String value) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", feature, "value", value))));
  }

  void offline(boolean offline) {
    driver.executeCdpCommand("Network.enable", Map.of());
    driver.executeCdpCommand(
        "Network.emulateNetworkConditions",
        Map.of("offline", offline, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1));
  }

  void open(String address) {
    driver.get("about:blank");
    driver.get(address);
  }

  /** The value of a script's {@code return}. */
  Object run(String script, Object... arguments) {
    return Objects.requireNonNullElse(driver.executeScript(script, arguments), "");
  }

  /** The texts of a script that returns an array of them. */
  List<String> texts(String script, Object... arguments) {
    return ((List<?>) run(script, arguments)).stream().map(String::valueOf).toList();
  }

  /** Runs a script that calls its last argument when it is done. */
  Object runUntilDone(String script, Object... arguments) {
    driver.manage().timeouts().scriptTimeout(Duration.ofMinutes(2));
    return Objects.requireNonNullElse(driver.executeAsyncScript(script, arguments), "");
  }

  WebElement find(String selector) {
    return await(() -> driver.findElement(By.cssSelector(selector)), element -> true);
  }

  void press(CharSequence... keys) {
    new Actions(driver).sendKeys(keys).perform();
  }

  void pressWithShift(Keys key) {
    new Actions(driver).keyDown(Keys.SHIFT).sendKeys(key).keyUp(Keys.SHIFT).perform();
  }

  byte[] screenshot() {
    return driver.getScreenshotAs(OutputType.BYTES);
  }

  List<String> breaches() {
    return texts("return window.breaches");
  }

  /** The errors that the console showed since they were last asked for. */
  List<String> console() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(entry -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
        .map(LogEntry::getMessage)
        .toList();
  }

  void awaitTrue(String script, Object... arguments) {
    await(() -> run(script, arguments), Boolean.TRUE::equals);
  }

  /** The value of a look that is repeated until it satisfies. */
  static <T> T await(Supplier<T> look, Predicate<T> enough) {
    var until = System.nanoTime() + PATIENCE.toNanos();
    RuntimeException last = new IllegalStateException("not seen within " + PATIENCE);
    while (System.nanoTime() < until) {
      try {
        T seen = look.get();
        if (enough.test(seen)) {
          return seen;
        }
        last = new IllegalStateException("still " + seen + " after " + PATIENCE);
      } catch (WebDriverException notYet) {
        last = notYet;
      }
      LockSupport.parkNanos(20_000_000);
    }
    throw last;
  }

  @Override
  public void close() {
    driver.quit();
  }
}
