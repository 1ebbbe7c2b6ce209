/** What an instance's user data asks for, as a plan that the instance's own root carries out. */
module signet.userdata {
    requires static transitive org.jspecify;
    requires org.yaml.snakeyaml;

    exports signet.userdata;
}
