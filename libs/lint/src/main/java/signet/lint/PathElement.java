package signet.lint;

/** A step from a JSON value into it, as Access Analyzer's API has it. */
public sealed interface PathElement {
    /** To the value of the member of this name. */
    record Value(String value) implements PathElement {}

    /** To the item of this index, from 0. */
    record Index(int index) implements PathElement {}

    /** To the name itself of the member of this name. */
    record Key(String key) implements PathElement {}
}
