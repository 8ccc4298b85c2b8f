package dev.ringfence.browser;

/**
 * A look at every text of a page, shadows included, for a contrast below 4.5 to 1 against what lies
 * behind it.
 */
final class Contrast {
  static final String TOO_LITTLE =
      """
      const channel = (v) => ((v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
      const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
      const rgba = (color) => { const [r, g, b, a = 1] = color.match(/[\\d.]+/g).map(Number); return [r, g, b, a]; };
      const behind = (node) => {
        for (let e = node; e; e = e.parentElement ?? e.getRootNode().host) {
          const color = rgba(getComputedStyle(e).backgroundColor);
          if (color[3] === 1) return color;
        }
        return [255, 255, 255, 1];
      };
      const bad = [];
      for (const root of [document, ...shadows]) {
        for (const e of root.querySelectorAll('*')) {
          const own = [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
          if (!own || !e.checkVisibility?.() || e.matches('script, style, noscript *, .skip, .unseen')) continue;
          const [a, b] = [light(rgba(getComputedStyle(e).color)), light(behind(e))];
          const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
          if (ratio < 4.5) bad.push(`${e.tagName}.${e.className} ${ratio.toFixed(2)} ${e.textContent.slice(0, 30)}`);
        }
      }
      return bad;
      """;

  private Contrast() {}
}
