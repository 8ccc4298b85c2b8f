package dev.ringfence.parsing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.crypt.Encryptor;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.xslf.usermodel.XMLSlideShow;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFStyle;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTStyle;

/** Files of office suites made for tests, sound ones and others. */
final class OfficeFiles {
  private OfficeFiles() {}

  /** Fills a new document. */
  interface Filling<T> {
    void into(T document) throws IOException;
  }

  static byte[] word(Filling<XWPFDocument> filling) throws IOException {
    try (XWPFDocument document = new XWPFDocument();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
      for (String style : new String[] {"Title", "heading 1", "heading 2"}) {
        CTStyle form = CTStyle.Factory.newInstance();
        form.setStyleId(style.replace(" ", ""));
        form.addNewName().setVal(style);
        document.createStyles().addStyle(new XWPFStyle(form));
      }
      filling.into(document);
      document.write(bytes);
      return bytes.toByteArray();
    }
  }

  static byte[] word(String text) throws IOException {
    return word(document -> document.createParagraph().createRun().setText(text));
  }

  static byte[] slides(Filling<XMLSlideShow> filling) throws IOException {
    try (XMLSlideShow show = new XMLSlideShow();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
      filling.into(show);
      show.write(bytes);
      return bytes.toByteArray();
    }
  }

  static byte[] sheets(Filling<XSSFWorkbook> filling) throws IOException {
    try (XSSFWorkbook workbook = new XSSFWorkbook();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
      filling.into(workbook);
      workbook.write(bytes);
      return bytes.toByteArray();
    }
  }

  static byte[] encrypted(byte[] plain) throws Exception {
    try (POIFSFileSystem container = new POIFSFileSystem();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
      Encryptor encryptor = new EncryptionInfo(EncryptionMode.agile).getEncryptor();
      encryptor.confirmPassword("secret");
      try (var out = encryptor.getDataStream(container)) {
        out.write(plain);
      }
      container.writeFilesystem(bytes);
      return bytes.toByteArray();
    }
  }

  /** The same zip with one part in another form, or beside the others where it was not in it. */
  static byte[] with(byte[] file, String part, byte[] content) throws IOException {
    Map<String, byte[]> parts = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        parts.put(entry.getName(), zip.readAllBytes());
      }
    }
    parts.put(part, content);
    return zip(parts);
  }

  static byte[] zip(Map<String, byte[]> parts) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> part : parts.entrySet()) {
        zip.putNextEntry(new ZipEntry(part.getKey()));
        zip.write(part.getValue());
      }
    }
    return bytes.toByteArray();
  }

  static byte[] utf8(String text) {
    return text.getBytes(UTF_8);
  }
}
