package signet.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.Inet4Address;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** What names an instance can resolve. */
class InstanceNamesTest {
    private final InstanceNames names =
            new InstanceNames("ip-172-31-0-10.ec2.internal", "172.31.0.10", Inet4Address.ofLiteral("127.0.0.1"));

    @ParameterizedTest
    @CsvSource({
        "sts.amazonaws.com., 127.0.0.1",
        "STS.us-east-1.AMAZONAWS.com., 127.0.0.1",
        "amazonaws.com., 127.0.0.1",
        "my.bucket.s3.eu-west-1.amazonaws.com., 127.0.0.1",
        "ip-172-31-0-10.ec2.internal., 172.31.0.10",
        "ip-172-31-0-11.ec2.internal., 172.31.0.11",
        "IP-172-31-255-4.EC2.internal., 172.31.255.4",
        "instance-data.ec2.internal., 169.254.169.254"
    })
    void aNameLeadsToItsAddress(String name, String address) throws Exception {
        Message answer = ask(name, Type.A);

        assertEquals(Rcode.NOERROR, answer.getRcode());
        assertEquals(address, answer.getSection(Section.ANSWER).getFirst().rdataToString());
    }

    @Test
    void amazonsNamesLeadWhereTheRunnerSays() throws Exception {
        InstanceNames elsewhere = new InstanceNames(
                "ip-172-31-0-10.ec2.internal", "172.31.0.10", Inet4Address.ofLiteral("169.254.169.253"));

        Message answer = new Message(elsewhere
                .answer(query("sts.us-east-1.amazonaws.com.", Type.A).toWire())
                .orElseThrow());

        assertEquals(
                "169.254.169.253", answer.getSection(Section.ANSWER).getFirst().rdataToString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "example.com.",
                "notamazonaws.com.",
                "amazonaws.com.example.org.",
                "ip-172-31-0-256.ec2.internal.",
                "ip-172-31-00-1.ec2.internal.",
                "ip-172-32-0-1.ec2.internal.",
                "ip-172-31-0-11.eu-west-1.compute.internal.",
                "ip-172-31-0-11.",
                "a.ip-172-31-0-10.ec2.internal.",
                "com.",
                ".",
                "localhost."
            })
    void nothingElseExists(String name) throws Exception {
        Message answer = ask(name, Type.A);

        assertEquals(Rcode.NXDOMAIN, answer.getRcode());
        assertTrue(answer.getSection(Section.ANSWER).isEmpty());
    }

    @Test
    void thereAreNoOtherRecordsOfANameThatExists() throws Exception {
        for (int type : new int[] {Type.AAAA, Type.MX, Type.TXT, Type.NS, Type.HTTPS}) {
            Message answer = ask("sts.amazonaws.com.", type);
            assertEquals(Rcode.NOERROR, answer.getRcode(), Type.string(type));
            assertTrue(answer.getSection(Section.ANSWER).isEmpty(), Type.string(type));
        }
    }

    @Test
    void anAnswerBelongsToItsQuestion() throws Exception {
        Message query = query("sts.amazonaws.com.", Type.A);

        Message answer = new Message(names.answer(query.toWire()).orElseThrow());

        assertEquals(query.getHeader().getID(), answer.getHeader().getID());
        assertTrue(answer.getHeader().getFlag(Flags.QR));
        assertTrue(answer.getHeader().getFlag(Flags.RD));
        assertEquals(query.getQuestion(), answer.getQuestion());
    }

    @Test
    void anotherClassIsNotServed() throws Exception {
        Message query = Message.newQuery(Record.newRecord(Name.fromString("sts.amazonaws.com."), Type.A, DClass.CH));

        assertEquals(Rcode.NXDOMAIN, new Message(names.answer(query.toWire()).orElseThrow()).getRcode());
    }

    @Test
    void updatesAreNotImplementedAndSeveralQuestionsAreAnError() throws Exception {
        Message update = query("sts.amazonaws.com.", Type.A);
        update.getHeader().setOpcode(Opcode.UPDATE);
        assertEquals(Rcode.NOTIMP, new Message(names.answer(update.toWire()).orElseThrow()).getRcode());

        Message two = query("sts.amazonaws.com.", Type.A);
        two.addRecord(Record.newRecord(Name.fromString("iam.amazonaws.com."), Type.A, DClass.IN), Section.QUESTION);
        assertEquals(Rcode.FORMERR, new Message(names.answer(two.toWire()).orElseThrow()).getRcode());
        assertEquals(
                Rcode.FORMERR, new Message(names.answer(new Message().toWire()).orElseThrow()).getRcode());
    }

    @Test
    void anAnswerIsNotAnswered() throws Exception {
        Message answer = query("sts.amazonaws.com.", Type.A);
        answer.getHeader().setFlag(Flags.QR);

        assertTrue(names.answer(answer.toWire()).isEmpty());
    }

    @Test
    void noDatagramBreaksIt() throws Exception {
        Random random = new Random(3);
        byte[] good = query("sts.amazonaws.com.", Type.A).toWire();
        for (int i = 0; i < 20_000; i++) {
            byte[] datagram = random.nextBoolean() ? good.clone() : new byte[random.nextInt(64)];
            if (datagram.length != good.length) {
                random.nextBytes(datagram);
            }
            for (int n = random.nextInt(4); n > 0 && datagram.length > 0; n--) {
                datagram[random.nextInt(datagram.length)] = (byte) random.nextInt();
            }
            int size = names.answer(datagram).map(answer -> answer.length).orElse(0);
            assertTrue(size <= 512, "answers amplify nothing");
        }
    }

    private Message ask(String name, int type) throws Exception {
        return new Message(names.answer(query(name, type).toWire()).orElseThrow());
    }

    private static Message query(String name, int type) throws Exception {
        return Message.newQuery(Record.newRecord(Name.fromString(name), type, DClass.IN));
    }
}
