// What the chart uses of the custom resources for which npm has no types. From the CRDs of cloudnative-pg (config/crd/bases at a95a534db),
// cluster-operator (06cda8e8) and messaging-topology-operator of RabbitMQ; the rendered objects were compared with these CRDs.
import type { IObjectMeta } from "@kubernetes-models/apimachinery/apis/meta/v1/ObjectMeta";
import type { IAffinity } from "kubernetes-models/v1/Affinity";
import type { IResourceRequirements } from "kubernetes-models/v1/ResourceRequirements";

export interface IRabbitmqCluster {
  apiVersion: "rabbitmq.com/v1beta1";
  kind: "RabbitmqCluster";
  metadata: IObjectMeta;
  spec: {
    replicas: number;
    persistence: { storage: string; storageClassName?: string };
    resources: IResourceRequirements;
    affinity: IAffinity;
    rabbitmq: { additionalPlugins: string[]; additionalConfig: string };
  };
}

interface ClusterReference {
  name: string;
  namespace?: string;
}

export interface IUser {
  apiVersion: "rabbitmq.com/v1beta1";
  kind: "User";
  metadata: IObjectMeta;
  spec: { importCredentialsSecret: { name: string }; rabbitmqClusterReference: ClusterReference };
}

export interface IPermission {
  apiVersion: "rabbitmq.com/v1beta1";
  kind: "Permission";
  metadata: IObjectMeta;
  spec: {
    vhost: string;
    userReference: { name: string };
    permissions: { configure: string; write: string; read: string };
    rabbitmqClusterReference: ClusterReference;
  };
}

export interface ICluster {
  apiVersion: "postgresql.cnpg.io/v1";
  kind: "Cluster";
  metadata: IObjectMeta;
  spec: {
    instances: number;
    storage: { size: string; storageClass?: string };
    resources: IResourceRequirements;
    affinity: { enablePodAntiAffinity: boolean; podAntiAffinityType: "required" | "preferred"; topologyKey: string };
    bootstrap: { initdb: { database: string; owner: string; secret: { name: string } } };
    postgresql: {
      synchronous: { method: "any" | "first"; number: number; dataDurability: "required" | "preferred" };
    };
    managed: {
      roles: { name: string; ensure: "present" | "absent"; login: boolean; passwordSecret: { name: string } }[];
    };
  };
}
