package org.tiltmeter.figure;

import java.awt.Dimension;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/// A drawing as an SVG document whose texts are texts.
final class SvgDocument {

    private static final String SVG = "http://www.w3.org/2000/svg";
    private static final String FAMILY = "font-family";
    private static final String WEIGHT = "font-weight";
    private static final int DIGITS = 3;
    private static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

    private SvgDocument() {}

    /// @param width in units of 1/96 inch
    /// @param height in the same
    static String of(Drawing drawing, double width, double height) {
        Document document = empty();
        SVGGeneratorContext context = SVGGeneratorContext.createDefault(document);
        context.setPrecision(DIGITS);
        context.setComment("Tiltmeter");
        SVGGraphics2D graphics = new SVGGraphics2D(context, false);
        graphics.setSVGCanvasSize(new Dimension((int) Math.ceil(width), (int) Math.ceil(height)));
        drawing.paint(graphics);
        Element root = graphics.getRoot();
        root.setAttributeNS(null, "viewBox", "0 0 " + (int) Math.ceil(width) + " " + (int) Math.ceil(height));
        nameFonts(root);
        StringWriter written = new StringWriter();
        try {
            graphics.stream(root, written, false, false);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        String text = written.toString();
        // without the document type, whose address a reader might want to fetch
        return DECLARATION + text.substring(text.indexOf("<svg"));
    }

    private static Document empty() {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .getDOMImplementation()
                    .createDocument(SVG, "svg", null);
        } catch (ParserConfigurationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// Names families for programs that lack ours. A weight is part of the family's name in Java, not in SVG.
    private static void nameFonts(Element root) {
        name(root);
        NodeList all = root.getElementsByTagName("*");
        for (int i = 0; i < all.getLength(); i++) {
            name((Element) all.item(i));
        }
    }

    private static void name(Element element) {
        String family = element.getAttribute(FAMILY);
        if (!family.isEmpty()) {
            boolean even = family.contains("JetBrains");
            element.setAttribute(
                    FAMILY,
                    even
                            ? "JetBrains Mono NL, JetBrains Mono, DejaVu Sans Mono, monospace"
                            : "Inter, Helvetica Neue, Arial, sans-serif");
            // said either way: else an element would take the weight of the group around it
            element.setAttribute(WEIGHT, family.contains("SemiBold") ? "600" : "normal");
        }
    }
}
