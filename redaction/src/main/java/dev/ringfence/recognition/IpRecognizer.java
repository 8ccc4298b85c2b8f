package dev.ringfence.recognition;

import com.google.auto.service.AutoService;

/**
 * Finds the addresses of machines: the four octets of IPv4, and every text form of IPv6 (RFC 4291,
 * with the zones of RFC 4007). A port, brackets and the length of a prefix stay outside.
 */
@AutoService(Recognizer.class)
public final class IpRecognizer implements Recognizer {
  @Override
  public void find(View view, Context context, Findings findings) {
    int i = view.seek(0, Trigger.DIGIT);
    while (i < view.length()) {
      i = view.seek(FourOctets.read(view, context, i, findings), Trigger.DIGIT);
    }
    i = view.seek(0, Trigger.COLON);
    while (i < view.length()) {
      i = view.seek(EightGroups.read(view, i, findings), Trigger.COLON);
    }
  }
}
