package signet.importing;

import java.util.List;

/** Files as the AWS CLI prints them, for tests; single quotes stand for double ones. */
final class Files {
    static final String ACCOUNT = "111122223333";
    static final String ALLOW =
            "{'Version':'2012-10-17','Statement':[{'Effect':'Allow','Action':'s3:*','Resource':'*'}]}";
    static final String TRUST = "{'Version':'2012-10-17','Statement':[{'Effect':'Allow','Principal':"
            + "{'Service':'ec2.amazonaws.com'},'Action':'sts:AssumeRole'}]}";

    private Files() {}

    static String json(String singleQuoted) {
        return singleQuoted.replace('\'', '"');
    }

    static SourceFile file(String singleQuoted) {
        return new SourceFile("account.json", json(singleQuoted));
    }

    /** A page with members, such as {@link #users}. */
    static String page(String... members) {
        return "{" + String.join(",", members) + "}";
    }

    static String users(String... users) {
        return list("UserDetailList", users);
    }

    static String groups(String... groups) {
        return list("GroupDetailList", groups);
    }

    static String roles(String... roles) {
        return list("RoleDetailList", roles);
    }

    static String policies(String... policies) {
        return list("Policies", policies);
    }

    static String list(String name, String... items) {
        return "'" + name + "':[" + String.join(",", items) + "]";
    }

    /** A user; {@code more} are further members, each with a comma before it. */
    static String user(String name, String more) {
        return "{'Path':'/','UserName':'" + name + "','UserId':'" + id("AIDA", name) + "','Arn':'arn:aws:iam::"
                + ACCOUNT + ":user/" + name + "','CreateDate':'2024-02-03T04:05:06+00:00'" + more + "}";
    }

    static String group(String name, String more) {
        return "{'Path':'/','GroupName':'" + name + "','GroupId':'" + id("AGPA", name) + "','Arn':'arn:aws:iam::"
                + ACCOUNT + ":group/" + name + "','CreateDate':'2024-02-03T04:05:06+00:00'" + more + "}";
    }

    static String role(String name, String trust, String more) {
        return "{'Path':'/','RoleName':'" + name + "','RoleId':'" + id("AROA", name) + "','Arn':'arn:aws:iam::"
                + ACCOUNT
                + ":role/" + name + "','CreateDate':'2024-02-03T04:05:06+00:00','AssumeRolePolicyDocument':" + trust
                + more + "}";
    }

    static String policy(String name, String document, String more) {
        return "{'PolicyName':'" + name + "','PolicyId':'" + id("ANPA", name) + "','Arn':'arn:aws:iam::" + ACCOUNT
                + ":policy/" + name + "','Path':'/','DefaultVersionId':'v1','AttachmentCount':0,"
                + "'PermissionsBoundaryUsageCount':0,'IsAttachable':true,'CreateDate':'2024-02-03T04:05:06+00:00',"
                + "'UpdateDate':'2024-02-03T04:05:06+00:00','PolicyVersionList':[{'Document':" + document
                + ",'VersionId':'v1','IsDefaultVersion':true,'CreateDate':'2024-02-03T04:05:06+00:00'}]" + more + "}";
    }

    static String attached(String... arns) {
        StringBuilder list = new StringBuilder();
        for (String arn : arns) {
            list.append(list.isEmpty() ? "" : ",")
                    .append("{'PolicyName':'")
                    .append(arn.substring(arn.lastIndexOf('/') + 1))
                    .append("','PolicyArn':'")
                    .append(arn)
                    .append("'}");
        }
        return ",'AttachedManagedPolicies':[" + list + "]";
    }

    static String inline(String list, String name, String document) {
        return ",'" + list + "':[{'PolicyName':'" + name + "','PolicyDocument':" + document + "}]";
    }

    static String profile(String name, String role) {
        return "{'Path':'/','InstanceProfileName':'" + name + "','InstanceProfileId':'" + id("AIPA", name)
                + "','Arn':'arn:aws:iam::" + ACCOUNT + ":instance-profile/" + name
                + "','CreateDate':'2024-02-03T04:05:06+00:00','Roles':[{'Path':'/','RoleName':'" + role
                + "','Arn':'arn:aws:iam::" + ACCOUNT + ":role/" + role + "'}]}";
    }

    /** Twenty-one characters that follow from the name. */
    static String id(String prefix, String name) {
        String hash = Integer.toUnsignedString(name.hashCode(), 36).toUpperCase(java.util.Locale.ROOT);
        return (prefix + hash + "AAAAAAAAAAAAAAAAA").substring(0, 21);
    }

    static List<String> faults(Findings findings) {
        return findings.faults().stream().map(Fault::toString).toList();
    }
}
