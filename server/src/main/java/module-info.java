/** The server: its sockets, the way that every request goes, and the one assembly of all parts. */
module signet.server {
    requires static transitive org.jspecify;
    requires signet.authz;
    requires signet.autoscaling;
    requires signet.database;
    requires signet.ec2;
    requires signet.rds;
    requires signet.paths;
    requires signet.reasoning;
    requires signet.s3;
    requires signet.sandbox;
    requires signet.iam;
    requires signet.importing;
    requires signet.identity;
    requires signet.managedpolicies;
    requires signet.microvm;
    requires signet.model;
    requires signet.oidc;
    requires signet.policy;
    requires signet.sigv4;
    requires signet.snapshot;
    requires signet.store;
    requires signet.store.embedded;
    requires signet.fleet;
    requires signet.functions;
    requires signet.lambda;
    requires signet.cloudtrail;
    requires signet.iamtoolbox;
    requires signet.imds;
    requires signet.sts;
    requires signet.trail;
    requires signet.instance;
    requires signet.network;
    requires signet.wire;
    requires org.bouncycastle.pkix;
    requires org.bouncycastle.provider;
    requires org.dnsjava;
    requires tools.jackson.core;
    requires tools.jackson.databind;
    requires org.eclipse.jetty.http;
    requires org.eclipse.jetty.io;
    requires org.eclipse.jetty.server;
    requires org.eclipse.jetty.util;
    requires org.eclipse.jetty.websocket.api;
    requires org.eclipse.jetty.websocket.server;

    exports signet.server;
}
