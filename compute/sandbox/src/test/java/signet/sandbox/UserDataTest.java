package signet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import signet.instance.DirectoryTree;
import signet.instance.InstanceRunner;
import signet.instance.RunningInstance;
import signet.instance.contract.InstanceRunnerContract;
import signet.instance.contract.Instances;

/** What user data in cloud-init's forms does to an instance. */
@Tag("slow")
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class UserDataTest {

    private Path parent = Path.of("");
    private InstanceRunner runner = new ProcessRunner("");

    @BeforeEach
    void open() throws Exception {
        var obstacle = InstanceRunners.obstacle();
        Assumptions.assumeTrue(obstacle.isEmpty(), () -> "no sandbox on this host: " + obstacle.orElse(""));
        parent = Files.createTempDirectory("signet-user-data");
        String path = System.getenv().getOrDefault("PATH", "");
        runner = InstanceRunners.choose(new RunnerSettings(RunnerSettings.Mode.SANDBOX, path, List.of()))
                .runner();
    }

    @AfterEach
    void close() throws Exception {
        runner.close();
        DirectoryTree.delete(parent);
    }

    private Instances.Recipe recipe(String userData) {
        return new Instances.Recipe(parent, 1).userData(userData);
    }

    /** Boots and waits until all is carried out. */
    private RunningInstance boot(Instances.Recipe recipe) throws Exception {
        RunningInstance instance = runner.start(recipe.spec());
        Instances.ask(instance, "until [ -e /run/cloud-init/result.json ]; do sleep 0.05; done");
        return instance;
    }

    private RunningInstance boot(String userData) throws Exception {
        return boot(recipe(userData));
    }

    private static String console(RunningInstance instance) throws Exception {
        return Files.readString(instance.consoleLog());
    }

    private static void needsUsers() throws Exception {
        Assumptions.assumeTrue(UserRange.hasPrivateRanges(), "this server has no users to give");
    }

    @Test
    void everyModuleIsCarriedOutInCloudInitsOrder() throws Exception {
        RunningInstance instance = boot("""
                #cloud-config
                runcmd:
                - echo 6-runcmd >>/root/order; cd /tmp
                - [sh, -c, 'pwd >>/root/order', ignored]
                bootcmd:
                - echo 1-bootcmd $INSTANCE_ID >>/root/order
                write_files:
                - {path: /root/order, append: true, content: "2-write_files\\n"}
                - {path: /root/order, append: true, defer: true, content: "5-deferred\\n"}
                timezone: Etc/UTC
                final_message: it took $UPTIME seconds on ${DATASOURCE} of $HOME
                """);

        assertEquals(
                "1-bootcmd i-00000001\n2-write_files\n5-deferred\n6-runcmd\n/tmp",
                Instances.ask(instance, "cat /root/order"));
        assertTrue(console(instance).contains("runcmd ended with exit status 0\n"), console(instance));
        assertTrue(
                console(instance).matches("(?s).*it took [0-9]+ seconds on DataSourceEc2Local of \\$HOME\n.*"),
                console(instance));
        assertEquals("Etc/UTC", Instances.ask(instance, "cat /etc/timezone"));
    }

    @Test
    void onlyBootCommandsAndBootHooksRunAgain() throws Exception {
        Instances.Recipe recipe = recipe("""
                Content-Type: multipart/mixed; boundary="=="
                MIME-Version: 1.0

                --==
                Content-Type: text/cloud-boothook

                #cloud-boothook
                #!/bin/sh
                echo hook $INSTANCE_ID >>/root/order
                --==
                Content-Type: text/x-shellscript; charset="us-ascii"
                Content-Disposition: attachment; filename="b.sh"

                #!/bin/sh
                echo script >>/root/order
                exit 5
                --==
                Content-Type: text/cloud-config

                bootcmd: [echo bootcmd >>/root/order]
                runcmd: [echo runcmd >>/root/order]
                write_files: [{path: /root/order, append: true, content: "file\\n"}]
                --==--
                """);
        RunningInstance first = boot(recipe);
        assertEquals(
                "hook i-00000001\nbootcmd\nfile\nscript\nruncmd",
                Instances.ask(first, "cat /root/order; rm /root/order"));
        String failure = "('scripts_user', 'exit status 1')";
        assertTrue(Instances.ask(first, "cat /run/cloud-init/result.json").contains(failure));
        assertTrue(console(first).contains("user data ended with exit status 5\n"), console(first));
        first.stop(InstanceRunnerContract.GRACE);

        RunningInstance again = boot(recipe.again());

        assertEquals("hook i-00000001\nbootcmd", Instances.ask(again, "cat /root/order"));
        assertFalse(Instances.ask(again, "cat /run/cloud-init/result.json").contains(failure));
    }

    @Test
    void scriptsRunAtEveryBootIfTheModulesSaySo() throws Exception {
        Instances.Recipe recipe = recipe("""
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary=x

                --x
                Content-Type: text/cloud-config; charset="us-ascii"

                #cloud-config
                cloud_final_modules:
                - [scripts-user, always]

                --x
                Content-Type: text/x-shellscript; charset="us-ascii"

                #!/bin/bash
                echo ran >>/root/ran
                --x--
                """);
        boot(recipe).stop(InstanceRunnerContract.GRACE);

        RunningInstance again = boot(recipe.again());

        assertEquals("ran\nran", Instances.ask(again, "cat /root/ran"));
    }

    @Test
    void usersAndGroupsAreMade() throws Exception {
        needsUsers();
        RunningInstance instance = boot("""
                #cloud-config
                groups:
                - makers: [alice]
                - empty
                users:
                - default
                - name: alice
                  gecos: Alice's "account" $(id)
                  uid: 4321
                  groups: [readers, writers]
                  shell: /bin/sh
                  sudo: ALL=(ALL) NOPASSWD:ALL
                  ssh_authorized_keys:
                  - ssh-ed25519 AAAA one
                  - ssh-ed25519 BBBB 'two' $(id)
                - name: daemonic
                  system: true
                  lock_passwd: false
                  passwd: $6$salt$hash
                """);

        assertEquals(
                "alice:x:4321:4321:Alice's \"account\" $(id):/home/alice:/bin/sh",
                Instances.ask(instance, "grep ^alice /etc/passwd"));
        assertEquals(
                "alice makers readers writers", Instances.ask(instance, "id -nG alice | tr ' ' '\\n' | sort | xargs"));
        assertEquals(
                "ssh-ed25519 AAAA one\nssh-ed25519 BBBB 'two' $(id)",
                Instances.ask(instance, "cat /home/alice/.ssh/authorized_keys"));
        assertEquals(
                "alice alice 700\nalice alice 600",
                Instances.ask(instance, "stat -c '%U %G %a' /home/alice/.ssh /home/alice/.ssh/authorized_keys"));
        assertEquals("!", Instances.ask(instance, "grep ^alice /etc/shadow | cut -d: -f2"));
        assertEquals("$6$salt$hash", Instances.ask(instance, "grep ^daemonic /etc/shadow | cut -d: -f2"));
        assertEquals("gone", Instances.ask(instance, "test -e /home/daemonic || echo gone"));
        assertEquals("alice", Instances.ask(instance, "setpriv --reuid alice --regid alice --init-groups id -un"));
        assertTrue(console(instance).contains("cloud-init: not done: users: sudo of alice ("), console(instance));
        assertTrue(console(instance).contains("cloud-init: not done: users: default ("), console(instance));
    }

    @Test
    void filesHaveTheirOwnerTheirPermissionsAndExactlyTheirContent() throws Exception {
        needsUsers();
        RunningInstance instance = boot("""
                #cloud-config
                write_files:
                - {path: /opt-less/a b/$(touch /pwned)/'q', content: "it's\\n", permissions: '0640', owner: 'games:tty'}
                - {path: "/root/line\\nbreak", content: x, permissions: 0600}
                - {path: /root/bin, encoding: gz+b64, permissions: 4755, content: H4sIAAAAAAACA0tMTAQALXMH8AMAAAA=}
                - {path: ../../root/up/../up2, content: !!binary AAEC/w==}
                - {path: /root/nobody, owner: '$(id)', content: x}
                - {path: /root/after, content: x}
                """.replace("/opt-less", "/srv"));

        assertEquals("it's", Instances.ask(instance, "cat \"/srv/a b/\\$(touch /pwned)/'q'\""));
        assertEquals("games tty 640", Instances.ask(instance, "stat -c '%U %G %a' \"/srv/a b/\\$(touch /pwned)/'q'\""));
        assertEquals("600", Instances.ask(instance, "stat -c %a \"$(printf '/root/line\\nbreak')\""));
        assertEquals("000102ff", Instances.ask(instance, "od -An -tx1 /root/up2 | tr -d ' \\n'"));
        assertEquals("aaa", Instances.ask(instance, "cat /root/bin"));
        // As in cloud-init, the module ends at an owner that is not there.
        assertEquals("", Instances.ask(instance, "ls /root/after 2>/dev/null || :"));
        assertTrue(console(instance).contains("module write_files failed with exit status 1\n"), console(instance));
        assertEquals("", Instances.ask(instance, "ls -d /pwned 2>/dev/null || :"));
    }

    @Test
    void namesOfFilesAndUsersNeverRunAsCommands() throws Exception {
        RunningInstance instance = boot("""
                #cloud-config
                timezone: ../../../etc/shadow$(touch /root/pwned1)
                groups: ["$(touch /root/pwned2)", "a;touch /root/pwned3"]
                users:
                - name: "`touch /root/pwned4`"
                - name: --help
                - {name: b'b, homedir: "/root/x';touch /root/pwned5;'", shell: "$(touch /root/pwned6)"}
                hostname: $(touch /root/pwned7)
                final_message: $(touch /root/pwned8) `touch /root/pwned9`
                "ke'y$(touch /root/pwned10)\\n": 1
                runcmd:
                - [echo, $(touch /root/pwned11), "';touch /root/pwned12;'"]
                """);

        assertEquals("", Instances.ask(instance, "ls /root"));
        assertTrue(console(instance).contains("$(touch /root/pwned8) `touch /root/pwned9`\n"), console(instance));
        assertTrue(console(instance).contains("$(touch /root/pwned11) ';touch /root/pwned12;'\n"), console(instance));
        assertEquals("ip-172-31-0-1", Instances.ask(instance, "hostname"));
    }

    @Test
    void theHostNameIsTheUserDatasAtEveryBoot() throws Exception {
        Instances.Recipe recipe = recipe("#cloud-config\nfqdn: web.example.com\n");
        RunningInstance first = boot(recipe);
        assertEquals("web web", Instances.ask(first, "echo $(hostname) $(cat /etc/hostname)"));
        assertEquals("172.31.0.1 web ip-172-31-0-1", Instances.ask(first, "grep ip-172 /etc/hosts"));
        first.stop(InstanceRunnerContract.GRACE);

        assertEquals("web", Instances.ask(boot(recipe.again()), "hostname"));
    }

    @Test
    void whatIsNotDoneIsOnTheConsoleAndInTheStatus() throws Exception {
        RunningInstance instance = boot("#cloud-config\npackages: [nginx]\nfrobnicate: 1\nruncmd: [echo done]\n");

        String status = Instances.ask(instance, "cat /run/cloud-init/status.json");
        String report = "packages (no packages are installed: an instance has the host's programs)";
        assertTrue(console(instance).contains("cloud-init: not done: " + report + "\n"), console(instance));
        assertTrue(console(instance).contains("cloud-init: not done: frobnicate (not known)\n"), console(instance));
        assertTrue(console(instance).contains("\ndone\n"), console(instance));
        assertTrue(status.contains("\"WARNING\": [\"not done: " + report), status);
        assertTrue(status.contains("\"stage\": null"), status);
        assertEquals(report, Instances.ask(instance, "head -1 /var/lib/cloud/instance/not-done"));
        Instances.Outcome read = Instances.sh(
                instance,
                "python3 -c 'import json; print(json.load(open(\"/var/lib/cloud/data/status.json\"))[\"v1\"][\"datasource\"],"
                        + " json.load(open(\"/run/cloud-init/result.json\"))[\"v1\"][\"errors\"])'");
        assertTrue(read.status() == 127 || read.output().equals("DataSourceEc2Local []\n"), read.toString());
    }

    @Test
    void whatIsNoYamlIsSaidAndTheInstanceRuns() throws Exception {
        RunningInstance instance = boot("#cloud-config\nruncmd: [echo ran\nusers: {\n");

        assertTrue(
                console(instance).contains("cloud-init: Failed loading yaml blob. Invalid format at line "),
                console(instance));
        assertFalse(console(instance).contains("ran\n"), console(instance));
        assertEquals("alive", Instances.ask(instance, "echo alive"));
    }

    @Test
    void theLogAndTheConsoleHaveTheSame() throws Exception {
        RunningInstance instance = boot("#!/bin/sh\necho out; echo err >&2\n");

        String log = Instances.ask(instance, "cat /var/log/cloud-init-output.log");
        assertEquals(console(instance).strip(), log);
        assertEquals(
                List.of(
                        "cloud-init: running user data",
                        "out",
                        "err",
                        "cloud-init: user data ended with exit status 0"),
                log.lines().limit(4).toList());
        assertTrue(log.lines().toList().get(4).startsWith("Cloud-init v. Signet finished at "), log);
        assertEquals(
                "#!/bin/sh\necho out; echo err >&2",
                Instances.ask(instance, "cat /var/lib/cloud/instance/user-data.txt"));
        assertTrue(Instances.ask(instance, "cat /var/lib/cloud/instance/boot-finished")
                .endsWith(" - v. Signet"));
    }

    @Test
    void withoutUserDataTheBootFinishesQuietly() throws Exception {
        RunningInstance instance = boot(new Instances.Recipe(parent, 1));

        assertEquals("", console(instance));
        assertEquals("there", Instances.ask(instance, "test -e /var/lib/cloud/instance/boot-finished && echo there"));
    }

    @Test
    void anInstanceEndsItselfByPoweroff() throws Exception {
        RunningInstance instance = boot("#!/bin/sh\n");
        var _ = Instances.sh(instance, "(trap '' TERM; sleep 1000) & poweroff");

        assertEquals(0, instance.exit().get());
    }

    @Test
    void aRestartFromInsideSaysSoByItsExitStatus() throws Exception {
        assertEquals(
                64,
                runner.start(recipe("#cloud-config\npower_state: {mode: reboot}\n")
                                .spec())
                        .exit()
                        .get());
        assertEquals(
                0,
                runner.start(new Instances.Recipe(parent, 2)
                                .userData("#!/bin/sh\nshutdown -h now\n")
                                .spec())
                        .exit()
                        .get());
    }

    @Test
    void aPowerStateWaitsForItsCondition() throws Exception {
        RunningInstance instance =
                boot("#cloud-config\npower_state: {mode: poweroff, condition: test -e /root/never, message: bye}\n");

        assertTrue(console(instance).contains("the condition does not hold\n"), console(instance));
        assertEquals("alive", Instances.ask(instance, "echo alive"));
    }

    @Test
    void onlyRootPowersOff() throws Exception {
        needsUsers();
        RunningInstance instance = boot("#cloud-config\nusers: [alice]\n");

        Instances.Outcome outcome = Instances.sh(
                instance, "setpriv --reuid alice --regid alice --clear-groups sh -c 'poweroff; shutdown now; reboot'");

        assertEquals("alive", Instances.ask(instance, "echo alive"));
        assertTrue(outcome.errors().contains("not permitted"), outcome.toString());
    }
}
