package signet.server;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Header;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * The names that an instance can resolve: all of Amazon's, which lead to the server, those of addresses in its VPC, its own
 * among them, and no other, for nothing else can be reached.
 */
final class InstanceNames {
    private static final int SECONDS = 60;
    private static final Name AMAZON = name("amazonaws.com.");
    private static final Name METADATA = name("instance-data.ec2.internal.");

    private static final Pattern PRIVATE = Pattern.compile("(?i)ip-172-31-(0|[1-9]\\d{0,2})-(0|[1-9]\\d{0,2})");
    private static final int LARGEST_PART = 255;

    private final Name own;
    private final InetAddress address;
    private final InetAddress inside;

    /** The names of an instance that has a name and an IPv4 address; {@code inside} is where Amazon's lead. */
    InstanceNames(String ownName, String address, Inet4Address inside) {
        this.own = name(ownName + ".");
        this.address = InetAddress.ofLiteral(address);
        this.inside = inside;
    }

    /** The answer to a datagram; empty for what deserves none. */
    Optional<byte[]> answer(byte[] datagram) {
        Message query;
        try {
            query = new Message(datagram);
        } catch (IOException e) {
            return Optional.empty();
        }
        if (query.getHeader().getFlag(Flags.QR)) {
            return Optional.empty();
        }
        Message answer = new Message(query.getHeader().getID());
        Header header = answer.getHeader();
        header.setOpcode(query.getHeader().getOpcode());
        header.setFlag(Flags.QR);
        if (query.getHeader().getFlag(Flags.RD)) {
            header.setFlag(Flags.RD);
            header.setFlag(Flags.RA);
        }
        header.setRcode(fill(answer, query));
        return Optional.of(answer.toWire());
    }

    private int fill(Message answer, Message query) {
        Record question = query.getQuestion();
        if (query.getHeader().getOpcode() != Opcode.QUERY) {
            return Rcode.NOTIMP;
        }
        if (question == null || query.getSection(Section.QUESTION).size() != 1) {
            return Rcode.FORMERR;
        }
        answer.addRecord(question, Section.QUESTION);
        InetAddress found = address(question.getName());
        if (found == null || question.getDClass() != DClass.IN) {
            return Rcode.NXDOMAIN;
        }
        answer.getHeader().setFlag(Flags.AA);
        if (question.getType() == Type.A || question.getType() == Type.ANY) {
            answer.addRecord(new ARecord(question.getName(), DClass.IN, SECONDS, found), Section.ANSWER);
        }
        return Rcode.NOERROR;
    }

    private @Nullable InetAddress address(Name name) {
        if (name.subdomain(AMAZON)) {
            return inside;
        }
        if (name.equals(own)) {
            return address;
        }
        Matcher neighbour = PRIVATE.matcher(name.labels() == own.labels() ? name.getLabelString(0) : "");
        if (neighbour.matches() && new Name(name, 1).equals(new Name(own, 1))) {
            return inVpc(Integer.parseInt(neighbour.group(1)), Integer.parseInt(neighbour.group(2)));
        }
        return name.equals(METADATA) ? InetAddress.ofLiteral("169.254.169.254") : null;
    }

    /** Names follow from addresses, so an address that nobody has yet has one too, as in a VPC. */
    private static @Nullable InetAddress inVpc(int third, int fourth) {
        return third > LARGEST_PART || fourth > LARGEST_PART
                ? null
                : InetAddress.ofLiteral("172.31." + third + "." + fourth);
    }

    private static Name name(String text) {
        try {
            return Name.fromString(text);
        } catch (TextParseException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
