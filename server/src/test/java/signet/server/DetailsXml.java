package signet.server;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The answer of GetAccountAuthorizationDetails as JSON, as an SDK would print it: documents stay percent-encoded. */
final class DetailsXml {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<String> LISTS = Set.of(
            "UserDetailList",
            "GroupDetailList",
            "RoleDetailList",
            "Policies",
            "UserPolicyList",
            "GroupPolicyList",
            "RolePolicyList",
            "GroupList",
            "AttachedManagedPolicies",
            "InstanceProfileList",
            "Roles",
            "Tags",
            "PolicyVersionList");
    private static final Set<String> FLAGS = Set.of("IsTruncated", "IsDefaultVersion", "IsAttachable");
    private static final Set<String> NUMBERS = Set.of("AttachmentCount", "PermissionsBoundaryUsageCount");

    private DetailsXml() {}

    static ObjectNode json(String xml) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            Element root = factory.newDocumentBuilder()
                    .parse(new InputSource(new StringReader(xml)))
                    .getDocumentElement();
            return (ObjectNode) value(children(root).getFirst());
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new AssertionError(xml, e);
        }
    }

    private static List<Element> children(Element element) {
        List<Element> children = new ArrayList<>();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                children.add(child);
            }
        }
        return children;
    }

    private static JsonNode value(Element element) {
        String name = element.getLocalName();
        if (LISTS.contains(name)) {
            ArrayNode list = JSON.createArrayNode();
            children(element).forEach(item -> list.add(value(item)));
            return list;
        }
        List<Element> members = children(element);
        if (!members.isEmpty() || name.equals("RoleLastUsed")) {
            ObjectNode object = JSON.createObjectNode();
            members.forEach(member -> object.set(member.getLocalName(), value(member)));
            return object;
        }
        String text = element.getTextContent();
        if (FLAGS.contains(name)) {
            return JSON.getNodeFactory().booleanNode(Boolean.parseBoolean(text));
        }
        return NUMBERS.contains(name)
                ? JSON.getNodeFactory().numberNode(Integer.parseInt(text))
                : JSON.getNodeFactory().stringNode(text);
    }
}
