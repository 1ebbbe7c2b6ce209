package signet.cli;

import java.io.StringWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * What became of expectations, as the XML that JUnit's runners write and CI systems read: a suite for each file, a case for
 * each question.
 */
final class CheckJunit {
    private CheckJunit() {}

    /** @param files the trials of each file, by its name */
    static String write(Map<String, List<Trial>> files, Instant time) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeCharacters("\n");
            xml.writeStartElement("testsuites");
            for (Map.Entry<String, List<Trial>> file : files.entrySet()) {
                suite(xml, file.getKey(), file.getValue(), time.truncatedTo(ChronoUnit.SECONDS));
            }
            xml.writeCharacters("\n");
            xml.writeEndElement();
            xml.writeCharacters("\n");
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a text in memory could not be written", e);
        }
        return text.toString();
    }

    private static void suite(XMLStreamWriter xml, String file, List<Trial> trials, Instant time)
            throws XMLStreamException {
        long undecided = count(trials, Trial.Verdict.UNDECIDED);
        long met = count(trials, Trial.Verdict.MET);
        xml.writeCharacters("\n  ");
        xml.writeStartElement("testsuite");
        attribute(xml, "name", file);
        attribute(xml, "tests", String.valueOf(trials.size()));
        attribute(xml, "failures", String.valueOf(trials.size() - met - undecided));
        attribute(xml, "errors", String.valueOf(undecided));
        attribute(xml, "skipped", "0");
        attribute(xml, "timestamp", time.toString().replace("Z", ""));
        for (Trial trial : trials) {
            test(xml, file, trial);
        }
        xml.writeCharacters("\n  ");
        xml.writeEndElement();
    }

    private static long count(List<Trial> trials, Trial.Verdict verdict) {
        return trials.stream().filter(trial -> trial.verdict() == verdict).count();
    }

    private static void test(XMLStreamWriter xml, String file, Trial trial) throws XMLStreamException {
        Trial.Verdict verdict = trial.verdict();
        xml.writeCharacters("\n    ");
        xml.writeStartElement("testcase");
        attribute(xml, "name", trial.title());
        attribute(xml, "classname", file);
        attribute(xml, "file", file);
        attribute(xml, "line", String.valueOf(trial.rule().line()));
        if (verdict != Trial.Verdict.MET) {
            xml.writeStartElement(verdict == Trial.Verdict.UNDECIDED ? "error" : "failure");
            attribute(xml, "type", verdict.id());
            attribute(xml, "message", trial.finding());
            xml.writeCharacters(xmlText(trial.sentence()));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private static void attribute(XMLStreamWriter xml, String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, xmlText(value));
    }

    /** Characters that XML 1.0 has no way to write (section 2.2) are shown as what they are. */
    private static String xmlText(String text) {
        StringBuilder clean = new StringBuilder();
        text.codePoints().forEach(c -> {
            boolean allowed = c == '\n'
                    || c == '\t'
                    || (c >= 0x20 && c <= 0xd7ff)
                    || (c >= 0xe000 && c <= 0xfffd)
                    || c >= 0x10000;
            if (allowed) {
                clean.appendCodePoint(c);
            } else {
                clean.append(String.format("\\u%04x", c));
            }
        });
        return clean.toString();
    }
}
