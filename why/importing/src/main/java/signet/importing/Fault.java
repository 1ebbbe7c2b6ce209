package signet.importing;

/**
 * What keeps an account from being imported.
 *
 * @param file the file's name
 * @param entity such as {@code role web}
 * @param reason one line
 * @param deniesAll whether the entity can be imported all the same, because everything that depends on what is wrong is then
 *     denied
 */
public record Fault(String file, String entity, String reason, boolean deniesAll) {
    @Override
    public String toString() {
        return file + ": " + entity + ": " + reason;
    }
}
