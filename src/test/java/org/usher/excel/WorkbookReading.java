package org.usher.excel;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipFile;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** Reads a workbook with nothing but the JDK, by the standard it claims to follow (ECMA-376): so that not the library that wrote it judges it. */
public final class WorkbookReading {

    private final Map<String, Document> parts = new LinkedHashMap<>();

    private WorkbookReading() {}

    /** A sheet: the cells that hold something, by their references, such as {@code B3}. */
    public record Sheet(String name, Map<String, String> cells, Element xml) {

        /** The value that stands to the right of a label. */
        public Optional<String> beside(String label) {
            return cells.entrySet().stream().filter(cell -> cell.getKey().startsWith("A") && cell.getValue().equals(label)).findFirst()
                    .map(cell -> cells.getOrDefault("B" + cell.getKey().substring(1), ""));
        }

        public List<String> texts() {
            return List.copyOf(cells.values());
        }

        public Element one(String tag) {
            return (Element) xml.getElementsByTagName(tag).item(0);
        }
    }

    public static List<Sheet> sheets(byte[] workbook) {
        var reading = new WorkbookReading();
        try {
            var file = Files.createTempFile("workbook", ".xlsx");
            try (var zip = new ZipFile(Files.write(file, workbook).toFile())) {
                for (var entry : Collections.list(zip.entries())) {
                    if (entry.getName().endsWith(".xml") || entry.getName().endsWith(".rels")) {
                        var factory = DocumentBuilderFactory.newInstance();
                        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
                        reading.parts.put(entry.getName(), factory.newDocumentBuilder().parse(zip.getInputStream(entry)));
                    }
                }
            } finally {
                Files.delete(file);
            }
        } catch (IOException | ParserConfigurationException | SAXException e) {
            throw new AssertionError("This is no workbook", e);
        }
        return reading.sheets();
    }

    private List<Sheet> sheets() {
        var targets = new LinkedHashMap<String, String>();
        elements(parts.get("xl/_rels/workbook.xml.rels"), "Relationship")
                .forEach(relationship -> targets.put(relationship.getAttribute("Id"), relationship.getAttribute("Target")));
        return elements(parts.get("xl/workbook.xml"), "sheet").stream().map(sheet -> {
            var target = targets.get(sheet.getAttribute("r:id"));
            var xml = parts.get(target.startsWith("/") ? target.substring(1) : "xl/" + target).getDocumentElement();
            return new Sheet(sheet.getAttribute("name"), cells(xml), xml);
        }).toList();
    }

    private Map<String, String> cells(Element sheet) {
        var shared = parts.containsKey("xl/sharedStrings.xml")
                ? elements(parts.get("xl/sharedStrings.xml"), "si").stream().map(Element::getTextContent).toList()
                : List.<String>of();
        var cells = new LinkedHashMap<String, String>();
        var all = sheet.getElementsByTagName("c");
        for (int i = 0; i < all.getLength(); i++) {
            var cell = (Element) all.item(i);
            var text = cell.getTextContent();
            if (!text.isEmpty()) {
                cells.put(cell.getAttribute("r"), cell.getAttribute("t").equals("s") ? shared.get(Integer.parseInt(text)) : text);
            }
        }
        return cells;
    }

    private static List<Element> elements(Document document, String tag) {
        var found = document.getElementsByTagName(tag);
        var all = new ArrayList<Element>();
        for (int i = 0; i < found.getLength(); i++) {
            all.add((Element) found.item(i));
        }
        return all;
    }
}
