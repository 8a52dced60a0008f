{{/*
Defaults of the values under `global`, which every chart takes. They stand here and nowhere else: a chart that is installed by
itself and one that is a part of the suite begin with the same.
*/}}
{{- define "everchart.defaults" -}}
imageRegistry: ""
imagePullPolicy: IfNotPresent
imagePullSecrets: []
logLevel: info
exceptions:
  singleReplica: ""
postgres:
  host: ""
  port: 5432
  parameters: sslmode=verify-full&sslrootcert=/run/secrets/everchart/postgres/ca.crt
  caSecret: everchart-postgres-ca
  passwordsSecret: everchart-database-logins
  ownersSecret: everchart-database-owners
stream:
  kind: kafka
  topicPrefix: ""
  partitions: 12
  keysSecret: ""
kafka:
  brokers: []
  tls: true
  caSecret: everchart-kafka-ca
  certificateSecret: ""
  passwordSecret: ""
keyring:
  kekSecret: everchart-kek
tokens:
  issuer: ""
  audience: everchart
  jwksUrl: ""
  clockLeewaySeconds: 60
releases:
  tokenSecret: everchart-releases-token
tracing:
  endpoint: ""
drain:
  beforeSignalSeconds: 5
  answeringSeconds: 20
  endingSeconds: 35
monitoring:
  resources: auto
  interval: 15s
  labels: {}
  tokenSecret: ""
  prometheusUrl: ""
network:
  policies: true
  clusterDomain: cluster.local
  dns:
    - namespaceSelector:
        matchLabels:
          kubernetes.io/metadata.name: kube-system
      podSelector:
        matchLabels:
          k8s-app: kube-dns
  postgres: []
  kafka: []
  tokens: []
  tracing: []
  scrapers:
    - namespaceSelector:
        matchLabels:
          kubernetes.io/metadata.name: monitoring
  gateways: []
scheduling:
  zoneKey: topology.kubernetes.io/zone
  zones: 3
  hostKey: kubernetes.io/hostname
  nodeSelector: {}
  tolerations: []
  priorityClassName: ""
storage:
  className: ""
strimzi:
  enabled: false
  cluster: everchart
  replicas: 3
loadBalancer:
  className: ""
  annotations: {}
{{- end -}}

{{/* The values under `global` over their defaults, as YAML. A list that is given takes the place of the default one. */}}
{{- define "everchart.settings" -}}
{{- mergeOverwrite (include "everchart.defaults" . | fromYaml) (deepCopy (.Values.global | default dict)) | toYaml -}}
{{- end -}}
