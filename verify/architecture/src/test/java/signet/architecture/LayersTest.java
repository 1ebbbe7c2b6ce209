package signet.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.source.tree.MemberSelectTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LayersTest {

    @Test
    void everyModuleHasARuleAndEveryRuleAModule() {
        Set<String> modules =
                SourceModule.withMainCode().stream().map(SourceModule::name).collect(Collectors.toSet());
        assertEquals(Layers.modules(), modules);
    }

    @Test
    void aModuleRequiresOnlyWhatItsLayerMayUse() {
        List<String> breaches = new ArrayList<>();
        for (SourceModule module : SourceModule.withMainCode()) {
            for (String required : module.requires()) {
                if (!Layers.allows(module.name(), required)) {
                    breaches.add(module.name() + " requires " + required);
                }
            }
        }
        assertEquals(List.of(), breaches);
    }

    @Test
    void aModuleUsesOnlyWhatItsLayerMayUseAlsoThroughOthers() {
        List<String> breaches = new ArrayList<>();
        for (SourceModule module : SourceModule.withMainCode()) {
            for (SourceFile file : module.main()) {
                usedModules(file)
                        .filter(used -> !Layers.allows(module.name(), used))
                        .map(used -> file.path() + " uses " + used)
                        .forEach(breaches::add);
            }
        }
        assertEquals(List.of(), breaches);
    }

    @Test
    void aModuleIsOneFlatPackageOfItsOwnName() {
        for (SourceModule module : SourceModule.withMainCode()) {
            assertEquals(
                    Set.of(module.name()), module.packages(), module.folder().toString());
        }
    }

    @Test
    void aModuleIsNamedAsItsFolder() {
        for (SourceModule module : SourceModule.withMainCode()) {
            String folder = module.folder().getFileName().toString();
            assertEquals("signet" + letters(folder), letters(module.name()));
        }
    }

    @Test
    void everyPackageIsNullMarked() {
        for (SourceModule module : SourceModule.withMainCode()) {
            Optional<SourceFile> description = module.main().stream()
                    .filter(file -> file.name().equals("package-info.java"))
                    .findFirst();
            assertTrue(
                    description.isPresent()
                            && description.get().unit().getPackageAnnotations().stream()
                                    .anyMatch(annotation -> annotation
                                            .getAnnotationType()
                                            .toString()
                                            .equals("NullMarked")),
                    module.folder() + " has no package-info.java with @NullMarked");
        }
    }

    @Test
    void aServiceMayUseNeitherTheServerNorAnotherService() {
        assertFalse(Layers.allows("signet.ec2", "signet.server"));
        assertFalse(Layers.allows("signet.ec2", "signet.iam"));
        assertTrue(Layers.allows("signet.ec2", "signet.authz"));
    }

    @Test
    void onlyTheCommandLineAndTheExtensionForTestsMayUseTheServer() {
        List<String> users = Layers.modules().stream()
                .filter(module -> !module.equals("signet.server") && Layers.allows(module, "signet.server"))
                .sorted()
                .toList();
        assertEquals(List.of("signet.cli", "signet.junit"), users);
    }

    @Test
    void aModuleWithoutARuleMayUseNothing() {
        assertFalse(Layers.allows("signet.unheard", "signet.policy"));
    }

    private static String letters(String name) {
        return name.replaceAll("[.-]", "");
    }

    /** The modules of ours that a file names in an import or a qualified name. */
    private static Stream<String> usedModules(SourceFile file) {
        Set<String> names = new java.util.TreeSet<>();
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitMemberSelect(MemberSelectTree tree, Void unused) {
                String name = tree.toString();
                if (name.startsWith("signet.")) {
                    names.add(name);
                }
                return super.visitMemberSelect(tree, null);
            }
        }.scan(file.unit(), null);
        return names.stream().flatMap(name -> moduleOf(name).stream()).distinct();
    }

    /** The module with the longest name that {@code name} begins with. */
    private static Optional<String> moduleOf(String name) {
        return Layers.modules().stream()
                .filter(module -> name.equals(module) || name.startsWith(module + "."))
                .max(Comparator.comparingInt(String::length));
    }
}
