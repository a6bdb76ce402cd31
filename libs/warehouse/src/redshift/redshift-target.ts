/**
 * Where statements run and as whom. With a secret the Data API signs in by itself; without one the caller's IAM identity becomes the
 * database user (`IAM:name`, `IAMR:role`), so a role must keep its name.
 */
export type RedshiftTarget =
  | { readonly kind: 'cluster-secret'; readonly cluster: string; readonly secretArn: string }
  | { readonly kind: 'cluster-iam'; readonly cluster: string }
  | { readonly kind: 'cluster-user'; readonly cluster: string; readonly dbUser: string }
  | { readonly kind: 'workgroup-secret'; readonly workgroup: string; readonly secretArn: string }
  | { readonly kind: 'workgroup-iam'; readonly workgroup: string };

/** The Data API's own members for a target; naming both a cluster and a workgroup is an error there. */
export function targetMembers(target: RedshiftTarget) {
  switch (target.kind) {
    case 'cluster-secret':
      return { ClusterIdentifier: target.cluster, SecretArn: target.secretArn };
    case 'cluster-iam':
      return { ClusterIdentifier: target.cluster };
    case 'cluster-user':
      return { ClusterIdentifier: target.cluster, DbUser: target.dbUser };
    case 'workgroup-secret':
      return { WorkgroupName: target.workgroup, SecretArn: target.secretArn };
    case 'workgroup-iam':
      return { WorkgroupName: target.workgroup };
  }
}
