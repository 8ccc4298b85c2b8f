package dev.ringfence.recognition;

import java.util.List;

/**
 * Numbers that authorities, standards and encyclopedias print as examples, each behind a word for
 * it. None was made with the code under test.
 */
final class NationalIdExamples {
  record Example(String word, String number) {
    String text() {
      return word + " " + number;
    }

    String compact() {
      return number.replaceAll("[^0-9A-Za-z]", "");
    }
  }

  static final List<Example> ALL =
      List.of(
          new Example("NINO", "AB123456C"),
          new Example("NHS", "943 476 5919"),
          new Example("ssn", "123-45-6789"),
          new Example("itin", "912-70-1234"),
          new Example("sin", "130 692 544"),
          new Example("cpf", "111.444.777-35"),
          new Example("cpf", "529.982.247-25"),
          new Example("curp", "HEGG560427MVZRRL04"),
          new Example("rut", "12.345.678-5"),
          new Example("rut", "11.111.111-1"),
          new Example("cuit", "20-12345678-6"),
          new Example("pps", "1234567T"),
          new Example("pps", "1234567FA"),
          new Example("steuer", "86095742719"),
          new Example("steuer", "65 929 970 489"),
          new Example("rvnr", "15070649C103"),
          new Example("rvnr", "65180539W001"),
          new Example("nir", "2 55 08 14 168 025 38"),
          new Example("nir", "1 85 05 78 006 084 91"),
          new Example("bsn", "111222333"),
          new Example("bsn", "123456782"),
          new Example("nrn", "85.07.30-033.28"),
          new Example("svnr", "1237 010180"),
          new Example("ahv", "756.1234.5678.97"),
          new Example("ahv", "756.9217.0769.85"),
          new Example("personnummer", "811228-9874"),
          new Example("personnummer", "640823-3234"),
          new Example("fnr", "13097248022"),
          new Example("fnr", "01010750160"),
          new Example("cpr", "070761-4285"),
          new Example("hetu", "131052-308T"),
          new Example("hetu", "131052A308T"),
          new Example("kennitala", "120174-3399"),
          new Example("isikukood", "37605030299"),
          new Example("asmens kodas", "33309240064"),
          new Example("dni", "12345678Z"),
          new Example("nie", "X1234567L"),
          new Example("cf", "RSSMRA85T10A562S"),
          new Example("nif", "123456789"),
          new Example("afm", "090000045"),
          new Example("amka", "01013099997"),
          new Example("tc", "10000000146"),
          new Example("tz", "123456782"),
          new Example("pesel", "44051401359"),
          new Example("rc", "736028/5163"),
          new Example("cnp", "1800101221144"),
          new Example("egn", "7523169263"),
          new Example("oib", "94577403194"),
          new Example("oib", "33392005961"),
          new Example("jmbg", "0101006500006"),
          new Example("snils", "112-233-445 95"),
          new Example("inn", "500100732259"),
          new Example("aadhaar", "2341 2341 2346"),
          new Example("pan", "ABCPE1234F"),
          new Example("rrn", "900101-1234567"),
          new Example("\u8eab\u4efd\u8bc1", "11010519491231002X"),
          new Example("\u500b\u4eba\u756a\u53f7", "123456789018"),
          new Example("nric", "S1234567D"),
          new Example("nric", "F1234567N"),
          new Example("nric", "T0123456G"),
          new Example("nric", "M1234567K"),
          new Example("taiwan", "A123456789"),
          new Example("thai", "1101700230708"),
          new Example("tfn", "123 456 782"),
          new Example("medicare", "2123 45670 1"),
          new Example("id", "8001015009087"),
          new Example("curp", "SABC560626MDFLRN01"),
          new Example("hetu", "131052-0040"),
          new Example("rut", "7.654.321-6"),
          new Example("personnummer", "19811228-9874"),
          new Example("medicare", "2123 45670 1-1"),
          new Example("rc", "531231/123"),
          new Example("pps", "1234567T"));

  private NationalIdExamples() {}
}
