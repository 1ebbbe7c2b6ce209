package signet.wire;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import signet.model.MemberSchema;
import signet.model.Protocol;
import signet.model.Shape;
import signet.model.StructureSchema;

/** Writes a record as a client's form parameters; written apart from the decoder, from the protocols' descriptions. */
final class TestFormEncoder {
    private final boolean ec2;
    private final List<String> out = new ArrayList<>();

    TestFormEncoder(Protocol protocol) {
        ec2 = protocol == Protocol.EC2_QUERY;
    }

    <T> String[] parameters(StructureSchema<T> schema, T value) {
        structure("", schema, value);
        return out.toArray(String[]::new);
    }

    private <T> void structure(String prefix, StructureSchema<T> schema, T value) {
        for (int i = 0; i < schema.members().size(); i++) {
            Object content = schema.get(value, i);
            if (content != null) {
                MemberSchema member = schema.members().get(i);
                write(prefix + name(member), member.shape(), content);
            }
        }
    }

    private String name(MemberSchema member) {
        String name = member.xmlName() == null ? member.name() : member.xmlName();
        if (!ec2) {
            return name;
        }
        String own = member.ec2QueryName();
        return own != null ? own : name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    @SuppressWarnings("unchecked")
    private void write(String name, Shape shape, Object content) {
        switch (shape) {
            case StructureSchema<?> structure -> structure(name + ".", (StructureSchema<Object>) structure, content);
            case Shape.ListOf list -> {
                int n = 0;
                for (Object element : (List<?>) content) {
                    int before = out.size();
                    write(name + segment(list) + (n + 1), list.element(), element);
                    n += out.size() > before ? 1 : 0; // a structure of nothing can't be sent
                }
            }
            case Shape.MapOf map -> {
                int n = 0;
                for (Map.Entry<?, ?> entry : ((Map<?, ?>) content).entrySet()) {
                    String at = name + ".entry." + ++n;
                    put(at + "." + map.keyName(), (String) entry.getKey());
                    write(at + "." + map.valueName(), map.value(), entry.getValue());
                }
            }
            case Shape.Blob ignored -> put(name, Base64.getEncoder().encodeToString((byte[]) content));
            case Shape.Timestamp ignored -> put(name, ((Instant) content).toString());
            default -> put(name, content.toString());
        }
    }

    /** RDS's lists have names for their elements, such as {@code Tags.Tag.1}; those of others are all members. */
    private String segment(Shape.ListOf list) {
        if (ec2) {
            return ".";
        }
        return "." + (list.elementName() == null ? "member" : list.elementName()) + ".";
    }

    private void put(String name, String value) {
        out.add(name);
        out.add(value);
    }
}
