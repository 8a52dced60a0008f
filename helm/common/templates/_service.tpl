{{/*
All that the chart of a service renders. Its facts stand in three templates of the chart, named after it:
  <name>.service    YAML: name, short (in names of logins), roles, serves (roles that answer requests), byLag (roles that consume)
  <name>.databases  YAML list: variable, login, database (of a role)
  <name>.variables  YAML: further variables (of a role)
  <name>.files      YAML list: further secrets (of a role)
  <name>.peers      YAML list: further rules of the network (egress)
  <name>.volumes    YAML: volumes and mounts, further ones (of a role)
  <name>.owners     YAML list: as <name>.databases, for the job that migrates
  <name>.missing    YAML list: what is wrong with the values of this service
*/}}
{{- define "everchart.service" -}}
{{- $root := . -}}
{{- $g := include "everchart.settings" . | fromYaml -}}
{{- $service := include (printf "%s.service" .Chart.Name) . | fromYaml -}}
{{- include "everchart.checkService" (dict "root" $root "g" $g "service" $service) -}}
{{ include "everchart.serviceAccount" (dict "root" $root "name" $service.name) }}
---
{{ include "everchart.monitoring" (dict "root" $root "g" $g "name" $service.name "port" 8080 "path" "/metrics") }}
{{- if $g.network.policies }}
---
{{ include "everchart.defaultDeny" (dict "root" $root "name" $service.name) }}
---
{{ include "everchart.servicePolicy" (dict "root" $root "g" $g "service" $service) }}
{{- end }}
{{- $slots := include "everchart.slots" $root | fromYamlArray }}
---
{{ include "everchart.serviceAddress" (dict "root" $root "service" $service "resource" $service.name "slot" .Values.defaultRelease) }}
{{- range $slot := $slots }}
{{- $slotValues := index $root.Values.releases $slot }}
{{- $version := include "everchart.tag" (dict "root" $root "override" $slotValues.image) }}
{{- $image := include "everchart.image" (dict "root" $root "g" $g "override" $slotValues.image) }}
---
{{ include "everchart.serviceAddress" (dict "root" $root "service" $service "resource" (printf "%s-%s" $service.name $slot) "slot" $slot) }}
---
{{ include "everchart.serviceAddress" (dict "root" $root "service" $service "resource" (include "everchart.slotAddress" (dict "root" $root "name" $service.name "slot" $slot)) "slot" $slot) }}
{{- if ne (toString $slotValues.migrate) "false" }}
---
{{ include "everchart.migration" (dict "root" $root "g" $g "service" $service "slot" $slot "slotValues" $slotValues "image" $image "version" $version) }}
{{- end }}
{{- range $role := $service.roles }}
{{- $values := index $root.Values.roles $role }}
{{- $scope := dict "root" $root "g" $g "service" $service "role" $role "slot" $slot "slotValues" $slotValues "version" $version }}
{{- $serves := has $role $service.serves }}
{{- $byLag := and (has $role ($service.byLag | default list)) $values.autoscaling.enabled $g.monitoring.prometheusUrl (not $g.exceptions.singleReplica) (include "everchart.offers" (dict "root" $root "wanted" "auto" "api" "keda.sh/v1alpha1/ScaledObject")) }}
{{- $byProcessor := and $serves $values.autoscaling.enabled (not $g.exceptions.singleReplica) }}
{{- $files := include "everchart.serviceFiles" $scope | fromYamlArray }}
{{- $drain := dict "beforeSignalSeconds" $g.drain.beforeSignalSeconds "answeringSeconds" (ternary $g.drain.answeringSeconds 0 $serves) "endingSeconds" $g.drain.endingSeconds }}
{{- $volumes := list (include "everchart.filesVolume" $files | fromYamlArray | first) }}
{{- $mounts := list (dict "name" "secrets" "mountPath" "/run/secrets/everchart" "readOnly" true) }}
{{- $further := include (printf "%s.volumes" $service.name) $scope | fromYaml }}
{{- range $further.volumes }}{{ $volumes = append $volumes . }}{{ end }}
{{- range $further.mounts }}{{ $mounts = append $mounts . }}{{ end }}
{{- $part := dict
  "root" $root "g" $g "name" $service.name "component" $role "slot" $slot
  "resource" (printf "%s-%s-%s" $service.name $role $slot)
  "image" $image "version" $version
  "environment" (include "everchart.serviceEnvironment" $scope | fromYamlArray)
  "volumes" $volumes
  "mounts" $mounts
  "ports" (list (dict "name" "http" "containerPort" 8080 "protocol" "TCP"))
  "probes" (include "everchart.serviceProbes" $root | fromYaml)
  "capacity" $values.capacity "scaled" (or $byLag $byProcessor) "autoscaling" $values.autoscaling
  "drain" $drain "resources" $values.resources
}}
---
{{ include "everchart.deployment" $part }}
---
{{ include "everchart.disruptionBudget" $part }}
{{- if $byProcessor }}
---
{{ include "everchart.processorScaling" $part }}
{{- end }}
{{- if $byLag }}
---
{{ include "everchart.lagScaling" $part }}
{{- end }}
{{- end }}
{{- end }}
{{- if and $g.strimzi.enabled (eq $g.stream.kind "kafka") }}
{{- include "everchart.strimzi" (dict "root" $root "g" $g "service" $service) }}
{{- end }}
{{- end -}}

{{/* Slots that have a release, in the order of their names. */}}
{{- define "everchart.slots" -}}
{{- range $slot, $values := .Values.releases }}
{{- if and (kindIs "map" $values) (ne (toString (get $values "enabled")) "false") }}
- {{ $slot }}
{{- end }}
{{- end }}
{{- end -}}

{{/*
Name of the Service of a release, whichever slot it is in: edge and ingest find a release by its name, so that one that runs can be
assigned at once. The name has hyphens for dots; "release" keeps it apart from the other Services.
*/}}
{{- define "everchart.releaseAddress" -}}
{{ printf "%s-release-%s" .name .release }}
{{- end -}}

{{/* The same of the release that is in a slot. */}}
{{- define "everchart.slotAddress" -}}
{{- $values := index .root.Values.releases .slot -}}
{{- $version := include "everchart.tag" (dict "root" .root "override" $values.image) -}}
{{- $release := include "everchart.releaseOf" (dict "slotValues" $values "version" $version) -}}
{{- include "everchart.releaseAddress" (dict "name" .name "release" ($release | replace "." "-")) -}}
{{- end -}}

{{/* The address of what answers requests in one slot. */}}
{{- define "everchart.serviceAddress" -}}
apiVersion: v1
kind: Service
metadata:
  name: {{ .resource }}
  labels:
    {{- include "everchart.labels" (dict "root" .root "name" .service.name "component" "api" "slot" .slot) | nindent 4 }}
spec:
  type: ClusterIP
  selector:
    {{- include "everchart.selector" (dict "name" .service.name "component" "api" "slot" .slot) | nindent 4 }}
  ports:
    - name: http
      port: 80
      targetPort: http
      appProtocol: http
{{- end -}}

{{/*
Three probes: the start may take as long as the databases need; readiness asks for what requests need; liveness asks for the
process only, so that a database that is away restarts nothing.
*/}}
{{- define "everchart.serviceProbes" -}}
startupProbe:
  httpGet:
    path: /health/live
    port: http
  periodSeconds: 1
  failureThreshold: 120
readinessProbe:
  httpGet:
    path: /health/ready
    port: http
  periodSeconds: 5
  timeoutSeconds: 4
  failureThreshold: 2
livenessProbe:
  httpGet:
    path: /health/live
    port: http
  periodSeconds: 10
  timeoutSeconds: 5
  failureThreshold: 6
{{- end -}}

{{/*
By the records that are not applied yet. Their number is asked of Prometheus: consumers keep their progress beside its effects in
PostgreSQL, so that the groups of Kafka have no offsets to compare. More pods than partitions would have nothing to do.
*/}}
{{- define "everchart.lagScaling" -}}
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata:
  name: {{ .resource }}
  labels:
    {{- include "everchart.labels" (dict "root" .root "name" .name "component" .component "slot" .slot) | nindent 4 }}
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: {{ .resource }}
  minReplicaCount: {{ include "everchart.replicas" . }}
  maxReplicaCount: {{ min .autoscaling.max .g.stream.partitions }}
  cooldownPeriod: 600
  fallback:
    failureThreshold: 3
    replicas: {{ include "everchart.replicas" . }}
  triggers:
    - type: prometheus
      metadata:
        serverAddress: {{ .g.monitoring.prometheusUrl }}
        query: {{ printf "max(sum by (consumer) (everchart_consumer_lag_records{namespace=%q,service=%q,app_kubernetes_io_component=%q,everchart_io_slot=%q}))" .root.Release.Namespace .name .component .slot | squote }}
        threshold: {{ .autoscaling.lagRecords | toString | quote }}
{{- end -}}

{{/*
Brings the databases up to what a version needs, before its processes begin: they do not start before. It only adds (expand), so
the version before goes on. The name has the version and a hash of the job: another version is another job, and the same one is
left as it is. No hook of Helm by default: a hook runs before what the release itself makes.
*/}}
{{- define "everchart.migration" -}}
{{- $labels := dict "root" .root "name" .service.name "component" "migration" "slot" .slot -}}
{{- $pod := include "everchart.migrationPod" . -}}
apiVersion: batch/v1
kind: Job
metadata:
  name: {{ printf "%s-migrate-%s-%s" .service.name (.version | lower | replace "." "-" | replace "_" "-" | replace "+" "-" | trunc 20 | trimSuffix "-") (sha256sum $pod | trunc 8) }}
  labels:
    {{- include "everchart.labels" $labels | nindent 4 }}
    app.kubernetes.io/version: {{ .version | quote }}
  {{- if .root.Values.migration.hook }}
  annotations:
    helm.sh/hook: pre-install,pre-upgrade
    helm.sh/hook-delete-policy: before-hook-creation
  {{- end }}
spec:
  backoffLimit: {{ .root.Values.migration.backoffLimit }}
  template:
    metadata:
      labels:
        {{- include "everchart.podLabels" $labels | nindent 8 }}
    spec:
      {{- $pod | nindent 6 }}
{{- end -}}

{{- define "everchart.migrationPod" -}}
{{- $g := .g -}}
{{- $databases := include (printf "%s.owners" .service.name) . | fromYamlArray -}}
{{- $files := include "everchart.passwordFiles" (dict "secret" $g.postgres.ownersSecret "databases" $databases) | fromYamlArray -}}
{{- with $g.postgres.caSecret }}{{ $files = append $files (dict "secret" . "key" "ca.crt" "path" "postgres/ca.crt") }}{{ end -}}
serviceAccountName: {{ if .root.Values.migration.hook }}default{{ else }}{{ .service.name }}{{ end }}
automountServiceAccountToken: false
enableServiceLinks: false
restartPolicy: OnFailure
{{- with $g.imagePullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
securityContext:
  {{- include "everchart.podSecurity" . | nindent 2 }}
{{- include "everchart.placement" (dict "g" $g "once" true) | trim | nindent 0 }}
containers:
  - name: migration
    image: {{ .image }}
    imagePullPolicy: {{ $g.imagePullPolicy }}
    args:
      - dist/migrate-main.js
    env:
      - name: PASSWORDS_DIRECTORY
        value: /run/secrets/everchart/passwords
      {{- include "everchart.databaseVariables" (dict "g" $g "databases" $databases) | nindent 6 }}
    resources:
      {{- toYaml .root.Values.migration.resources | nindent 6 }}
    securityContext:
      {{- include "everchart.containerSecurity" . | nindent 6 }}
    volumeMounts:
      - name: tmp
        mountPath: /tmp
      - name: secrets
        mountPath: /run/secrets/everchart
        readOnly: true
volumes:
  - name: tmp
    emptyDir:
      sizeLimit: 256Mi
  {{- include "everchart.filesVolume" $files | nindent 2 }}
{{- end -}}

{{/* Who may connect to the processes of a service, and to whom they may. */}}
{{- define "everchart.servicePolicy" -}}
{{- $g := .g -}}
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: {{ .service.name }}
  labels:
    {{- include "everchart.labels" (dict "root" .root "name" .service.name) | nindent 4 }}
spec:
  podSelector:
    matchLabels:
      app.kubernetes.io/name: {{ .service.name }}
  policyTypes:
    - Ingress
    - Egress
  ingress:
    - from:
        - podSelector:
            matchLabels:
              app.kubernetes.io/name: edge
        {{- if eq .service.name "patient-timeline" }}
        # The directory of releases asks whether a release is ready.
        - podSelector:
            matchLabels:
              app.kubernetes.io/name: ingest
        {{- end }}
        {{- if eq .service.name "ingest" }}
        # The directory of releases is asked here.
        - podSelector:
            matchLabels:
              app.kubernetes.io/part-of: everchart
        {{- end }}
        {{- range concat $g.network.gateways $g.network.scrapers }}
        - {{ toYaml . | nindent 10 | trim }}
        {{- end }}
      ports:
        - protocol: TCP
          port: http
  egress:
    {{- include "everchart.networkDns" . | nindent 4 }}
    {{- include "everchart.networkRule" (dict "direction" "to" "peers" $g.network.postgres "ports" (list $g.postgres.port)) | nindent 4 }}
    {{- if eq $g.stream.kind "kafka" }}
    {{- $ports := list }}
    {{- range $g.kafka.brokers }}{{ $ports = append $ports (splitList ":" . | last) }}{{ end }}
    {{- include "everchart.networkRule" (dict "direction" "to" "peers" $g.network.kafka "ports" (uniq $ports)) | nindent 4 }}
    {{- end }}
    {{- include "everchart.networkRule" (dict "direction" "to" "peers" $g.network.tokens "ports" (list (include "everchart.portOf" $g.tokens.jwksUrl))) | nindent 4 }}
    {{- with $g.tracing.endpoint }}
    {{- include "everchart.networkRule" (dict "direction" "to" "peers" $g.network.tracing "ports" (list (include "everchart.portOf" .))) | nindent 4 }}
    {{- end }}
    {{- if and $g.releases.tokenSecret (ne .service.name "ingest") }}
    - to:
        - podSelector:
            matchLabels:
              app.kubernetes.io/name: ingest
      ports:
        - protocol: TCP
          port: 8080
    {{- end }}
    {{- with include (printf "%s.peers" .service.name) . | trim }}
    {{- . | nindent 4 }}
    {{- end }}
{{- end -}}

{{/* What the schema cannot say: what is required depends on other values. All faults are named at once. */}}
{{- define "everchart.checkService" -}}
{{- $g := .g -}}
{{- $missing := list -}}
{{- if not $g.postgres.host }}{{ $missing = append $missing "global.postgres.host" }}{{ end -}}
{{- if not $g.tokens.issuer }}{{ $missing = append $missing "global.tokens.issuer" }}{{ end -}}
{{- if not $g.tokens.jwksUrl }}{{ $missing = append $missing "global.tokens.jwksUrl" }}{{ end -}}
{{- if eq $g.stream.kind "kafka" -}}
{{- if not $g.kafka.brokers }}{{ $missing = append $missing "global.kafka.brokers" }}{{ end -}}
{{- if and (not $g.kafka.tls) (or $g.kafka.passwordSecret $g.kafka.certificateSecret) }}{{ $missing = append $missing "global.kafka.tls: a password or a certificate is given to brokers over TLS only" }}{{ end -}}
{{- end -}}
{{- if $g.network.policies -}}
{{- $peers := list "postgres" "tokens" -}}
{{- if eq $g.stream.kind "kafka" }}{{ $peers = append $peers "kafka" }}{{ end -}}
{{- if $g.tracing.endpoint }}{{ $peers = append $peers "tracing" }}{{ end -}}
{{- range $peers }}{{ if not (index $g.network .) }}{{ $missing = append $missing (printf "global.network.%s: the peers that may be connected to (or global.network.policies=false)" .) }}{{ end }}{{ end -}}
{{- end -}}
{{- $slots := include "everchart.slots" .root | fromYamlArray -}}
{{- if not (has .root.Values.defaultRelease $slots) }}{{ $missing = append $missing (printf "releases.%s: the slot that defaultRelease names" .root.Values.defaultRelease) }}{{ end -}}
{{- $named := dict -}}
{{- range $slot := $slots -}}
{{- $address := include "everchart.slotAddress" (dict "root" $.root "name" $.service.name "slot" $slot) -}}
{{- if hasKey $named $address }}{{ $missing = append $missing (printf "releases.%s.release: another name than that of slot %s, as both have the Service %s" $slot (index $named $address) $address) }}{{ end -}}
{{- if gt (len $address) 63 }}{{ $missing = append $missing (printf "releases.%s.release: a shorter name, as %s is too long for a Service" $slot $address) }}{{ end -}}
{{- $_ := set $named $address $slot -}}
{{- end -}}
{{- if lt (int $g.drain.answeringSeconds) 16 }}{{ $missing = append $missing "drain.answeringSeconds: at least 16, as the edge keeps idle connections for 15" }}{{ end -}}
{{- with include (printf "%s.missing" .service.name) . | fromYamlArray }}{{ $missing = concat $missing . }}{{ end -}}
{{- include "everchart.complain" (dict "root" .root "missing" $missing) -}}
{{- end -}}

{{/* Topics that a service publishes, and its user with the rights that it needs, for the Strimzi operator. */}}
{{- define "everchart.strimzi" -}}
{{- $g := .g -}}
{{- $prefix := $g.stream.topicPrefix -}}
{{- range .service.publishes }}
---
apiVersion: kafka.strimzi.io/v1
kind: KafkaTopic
metadata:
  name: {{ . }}
  labels:
    strimzi.io/cluster: {{ $g.strimzi.cluster }}
    {{- include "everchart.labels" (dict "root" $.root "name" $.service.name) | nindent 4 }}
spec:
  topicName: {{ $prefix }}{{ . }}
  partitions: {{ $g.stream.partitions }}
  replicas: {{ $g.strimzi.replicas }}
  config:
    # Records are kept without limit: a rebuild and a new consumer need all of them.
    retention.ms: -1
    min.insync.replicas: {{ max 1 (sub $g.strimzi.replicas 1) }}
{{- end }}
---
apiVersion: kafka.strimzi.io/v1
kind: KafkaUser
metadata:
  name: {{ .service.name }}
  labels:
    strimzi.io/cluster: {{ $g.strimzi.cluster }}
    {{- include "everchart.labels" (dict "root" .root "name" .service.name) | nindent 4 }}
spec:
  authentication:
    type: scram-sha-512
  authorization:
    type: simple
    acls:
      {{- range .service.writes }}
      - resource:
          type: topic
          name: {{ $prefix }}{{ . }}
        operations: [Create, Read, Write]
      {{- end }}
      {{- range .service.reads }}
      {{- if not (has . $.service.writes) }}
      - resource:
          type: topic
          name: {{ $prefix }}{{ . }}
        operations: [Read]
      {{- end }}
      {{- end }}
      {{- range .service.groups }}
      - resource:
          type: group
          name: {{ $prefix }}{{ . }}
          patternType: prefix
        operations: [Read]
      {{- end }}
      - resource:
          type: group
          name: {{ $prefix }}last-records-
          patternType: prefix
        operations: [Delete, Read]
{{- end -}}
