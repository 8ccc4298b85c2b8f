package dev.ringfence.parsing;

import static dev.ringfence.parsing.UnreadableDocument.Reason;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.SheetVisibility;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/**
 * Reads XLSX: each sheet is a section with its rows as tables, found at {@code sheet=Prices}. A
 * formula is what it last came to; nothing is calculated. Hidden sheets, rows and columns are left
 * out, and so are comments.
 */
final class SheetsParser implements DocumentParser {
  private static final int MOST_COLUMNS = 200;
  private static final int MOST_CELLS = 1_000_000;
  private static final Pattern PLAIN_NAME = Pattern.compile("[\\w.-]{1,60}");

  @Override
  public Set<String> mediaTypes() {
    return Set.of("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
  }

  @Override
  public Set<String> extensions() {
    return Set.of("xlsx");
  }

  @Override
  public ParsedDocument parse(byte[] content, String fallbackTitle)
      throws IOException, UnreadableException {
    try (OPCPackage file = OfficeFile.open(content);
        XSSFWorkbook workbook = new XSSFWorkbook(file)) {
      Outline outline = new Outline();
      DataFormatter formats = new DataFormatter(Locale.ROOT);
      formats.setUseCachedValuesForFormulaCells(true);
      int cells = 0;
      for (int i = 0; i < workbook.getNumberOfSheets(); i++) {
        if (workbook.getSheetVisibility(i) == SheetVisibility.VISIBLE) {
          XSSFSheet sheet = workbook.getSheetAt(i);
          String name = sheet.getSheetName();
          String anchor = PLAIN_NAME.matcher(name).matches() ? name : Integer.toString(i + 1);
          outline.section(1, name, "sheet=" + anchor);
          cells = rows(sheet, formats, new RunningBlock(outline), cells);
        }
      }
      return outline.document(
          workbook.getProperties().getCoreProperties().getTitle(), fallbackTitle);
    }
  }

  private static int rows(
      XSSFSheet sheet, DataFormatter formats, RunningBlock running, int cellsBefore)
      throws UnreadableException {
    int cells = cellsBefore;
    int next = 0;
    for (Row row : sheet) {
      if (row.getZeroHeight()) {
        continue;
      }
      if (row.getRowNum() > next) {
        running.end();
      }
      next = row.getRowNum() + 1;
      List<String> values = values(sheet, row, formats);
      cells += values.size();
      if (cells > MOST_CELLS) {
        throw new UnreadableException(Reason.TOO_LARGE);
      }
      running.row(values);
    }
    running.end();
    return cells;
  }

  private static List<String> values(XSSFSheet sheet, Row row, DataFormatter formats) {
    List<String> values = new ArrayList<>();
    int last = Math.min(row.getLastCellNum(), MOST_COLUMNS);
    for (int column = 0; column < last; column++) {
      if (!sheet.isColumnHidden(column)) {
        Cell cell = row.getCell(column);
        values.add(cell == null ? "" : formats.formatCellValue(cell));
      }
    }
    return values;
  }
}
