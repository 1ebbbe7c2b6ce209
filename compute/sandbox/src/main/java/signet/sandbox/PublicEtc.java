package signet.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.stream.Collectors;

/** Makes an instance's first {@code /etc}: of the host's, what programs need and everyone may read. */
final class PublicEtc {

    private static final List<String> NAMES = List.of(
            "alternatives",
            "bash.bashrc",
            "bashrc",
            "ca-certificates",
            "ca-certificates.conf",
            "debian_version",
            "gai.conf",
            "host.conf",
            "inputrc",
            "ld.so.cache",
            "ld.so.conf",
            "ld.so.conf.d",
            "locale.alias",
            "locale.conf",
            "localtime",
            "login.defs",
            "magic",
            "mime.types",
            "networks",
            "nsswitch.conf",
            "os-release",
            "perl",
            "pki",
            "profile",
            "protocols",
            "redhat-release",
            "rpc",
            "services",
            "shells",
            "skel",
            "ssl",
            "system-release",
            "terminfo",
            "timezone",
            "vim",
            "xattr.conf");
    private static final List<String> PREFIXES = List.of("java", "python");
    private static final int FIRST_ORDINARY_USER = 1000;
    private static final int NOBODY = 65_534;

    private PublicEtc() {}

    /** Copies from {@code host} (the host's {@code /etc}) to the empty directory {@code target}. */
    static void copy(Path host, Path target) throws IOException {
        try (var entries = Files.newDirectoryStream(host)) {
            for (Path entry : entries) {
                String name = String.valueOf(entry.getFileName());
                if (NAMES.contains(name) || PREFIXES.stream().anyMatch(name::startsWith)) {
                    copyPublic(entry, target.resolve(name));
                }
            }
        }
        Files.writeString(target.resolve("passwd"), accounts(host.resolve("passwd")), StandardCharsets.UTF_8);
        Files.writeString(target.resolve("group"), accounts(host.resolve("group")), StandardCharsets.UTF_8);
        Files.createSymbolicLink(target.resolve("mtab"), Path.of("/proc/self/mounts"));
    }

    private static void copyPublic(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                if (!isPublic(directory) || directory.endsWith("private")) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectory(place(directory));
                // One bundle is put there at every start, instead of hundreds of links to its parts.
                return directory.endsWith("ssl/certs") ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isSymbolicLink() || (attributes.isRegularFile() && isPublic(file))) {
                    Files.copy(file, place(file), LinkOption.NOFOLLOW_LINKS);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                return FileVisitResult.CONTINUE;
            }

            private Path place(Path path) {
                return to.resolve(from.relativize(path).toString()).normalize();
            }
        });
    }

    private static boolean isPublic(Path path) throws IOException {
        return Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS).contains(PosixFilePermission.OTHERS_READ);
    }

    /** The system's accounts, without passwords and without the host's people. */
    private static String accounts(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            return "root:x:0:0:root:/root:/bin/sh\n";
        }
        return Files.readAllLines(file, StandardCharsets.ISO_8859_1).stream()
                .map(line -> line.split(":", -1))
                .filter(fields -> fields.length >= 4 && fields[2].matches("\\d{1,9}"))
                .filter(fields ->
                        Integer.parseInt(fields[2]) < FIRST_ORDINARY_USER || Integer.parseInt(fields[2]) == NOBODY)
                .map(PublicEtc::anonymous)
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String anonymous(String[] fields) {
        fields[1] = "x";
        boolean group = fields.length == 4;
        if (group) {
            fields[3] = "";
        } else if (fields[0].equals("root") && fields.length == 7) {
            fields[5] = "/root";
        }
        return String.join(":", fields);
    }
}
