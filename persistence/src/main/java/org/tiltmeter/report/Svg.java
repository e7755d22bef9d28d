package org.tiltmeter.report;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.tiltmeter.work.BadInputException;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/// Takes an SVG document for the inside of a page: only drawing elements, no scripts, no links, nothing from
/// elsewhere. Any thread.
final class Svg {

    private static final Set<String> ELEMENTS = Set.of(
            "svg",
            "g",
            "defs",
            "clipPath",
            "path",
            "rect",
            "line",
            "circle",
            "ellipse",
            "polygon",
            "polyline",
            "text",
            "tspan",
            "linearGradient",
            "radialGradient",
            "stop",
            "title",
            "desc",
            "image",
            "use");

    private Svg() {}

    /// The `svg` element of a document, as markup for a page.
    ///
    /// @param name the figure's name, for the sentence if the document is refused
    /// @param alternativeText what the picture shows, in words
    static String inside(String name, String document, String alternativeText) {
        int start = document.indexOf("<svg");
        if (start < 0) {
            throw new BadInputException("The figure \"" + name + "\" is not an SVG picture.");
        }
        try {
            Element svg = builder()
                    .parse(new InputSource(new StringReader(document.substring(start))))
                    .getDocumentElement();
            clean(svg);
            svg.setAttribute("role", "img");
            svg.setAttribute("aria-label", VisibleText.onOneLine(alternativeText));
            if (!svg.hasAttribute("viewBox") && svg.hasAttribute("width") && svg.hasAttribute("height")) {
                svg.setAttribute("viewBox", "0 0 " + svg.getAttribute("width") + " " + svg.getAttribute("height"));
            }
            return written(svg);
        } catch (SAXException | IOException | ParserConfigurationException | TransformerException failure) {
            throw new BadInputException("The figure \"" + name + "\" is not an SVG picture that can be read.", failure);
        }
    }

    private static DocumentBuilder builder() throws ParserConfigurationException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        DocumentBuilder builder = factory.newDocumentBuilder();
        builder.setErrorHandler(new Thrower());
        return builder;
    }

    private static void clean(Element element) {
        List<Attr> attributes = new ArrayList<>();
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
            attributes.add((Attr) element.getAttributes().item(i));
        }
        for (Attr attribute : attributes) {
            if (!isHarmless(attribute)) {
                element.removeAttributeNode(attribute);
            }
        }
        List<Node> children = new ArrayList<>();
        for (int i = 0; i < element.getChildNodes().getLength(); i++) {
            children.add(element.getChildNodes().item(i));
        }
        for (Node child : children) {
            if (child instanceof Element inner) {
                if (ELEMENTS.contains(inner.getLocalName())) {
                    clean(inner);
                } else {
                    element.removeChild(inner);
                }
            } else if (child.getNodeType() != Node.TEXT_NODE && child.getNodeType() != Node.CDATA_SECTION_NODE) {
                element.removeChild(child);
            }
        }
    }

    private static boolean isHarmless(Attr attribute) {
        String name = attribute.getName().toLowerCase(Locale.ROOT);
        String value = attribute.getValue().strip().toLowerCase(Locale.ROOT);
        if (name.startsWith("on")) {
            return false;
        }
        if (name.equals("href") || name.endsWith(":href")) {
            return value.startsWith("#") || value.startsWith("data:image/png") || value.startsWith("data:image/jpeg");
        }
        return !value.contains("url(") || value.matches("(?s)(?:(?!url\\().|url\\(['\"]?#)*");
    }

    private static String written(Element svg) throws TransformerException {
        TransformerFactory factory = TransformerFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        Transformer transformer = factory.newTransformer();
        transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
        transformer.setOutputProperty(OutputKeys.ENCODING, "UTF-8");
        StringWriter out = new StringWriter();
        transformer.transform(new DOMSource(svg), new StreamResult(out));
        return out.toString();
    }

    /// The standard one writes to the console.
    private static final class Thrower implements ErrorHandler {

        @Override
        public void warning(SAXParseException exception) throws SAXException {
            throw exception;
        }

        @Override
        public void error(SAXParseException exception) throws SAXException {
            throw exception;
        }

        @Override
        public void fatalError(SAXParseException exception) throws SAXException {
            throw exception;
        }
    }
}
