{{/* Both Secrets together are the folder of passwords: one file for each login, named like it. */}}
{{- define "databases.pod" -}}
{{- $g := .g -}}
serviceAccountName: databases
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
  - name: databases
    image: {{ include "everchart.image" . }}
    imagePullPolicy: {{ $g.imagePullPolicy }}
    args:
      - /app/tools/databases/dist/main.js
    env:
      - name: ADMIN_DATABASE_URL
        valueFrom:
          secretKeyRef:
            name: {{ .root.Values.job.adminSecret }}
            key: url
      - name: PASSWORDS_DIRECTORY
        value: /run/secrets/everchart/passwords
    resources:
      {{- toYaml .root.Values.job.resources | nindent 6 }}
    securityContext:
      {{- include "everchart.containerSecurity" . | nindent 6 }}
    volumeMounts:
      - name: tmp
        mountPath: /tmp
      - name: passwords
        mountPath: /run/secrets/everchart/passwords
        readOnly: true
      {{- if $g.postgres.caSecret }}
      - name: secrets
        mountPath: /run/secrets/everchart/postgres
        readOnly: true
      {{- end }}
volumes:
  - name: tmp
    emptyDir:
      sizeLimit: 256Mi
  - name: passwords
    projected:
      defaultMode: 288 # 0440
      sources:
        {{- range uniq (list $g.postgres.passwordsSecret $g.postgres.ownersSecret) }}
        - secret:
            name: {{ . }}
        {{- end }}
  {{- with $g.postgres.caSecret }}
  {{- include "everchart.filesVolume" (list (dict "secret" . "key" "ca.crt" "path" "ca.crt")) | nindent 2 }}
  {{- end }}
{{- end -}}

{{- define "databases.check" -}}
{{- $missing := list -}}
{{- if and .g.network.policies (not .g.network.postgres) }}{{ $missing = append $missing "global.network.postgres: the peers that may be connected to (or global.network.policies=false)" }}{{ end -}}
{{- include "everchart.complain" (dict "root" .root "missing" $missing) -}}
{{- end -}}

{{/*
One instance in each zone. `required`: a commit waits until a standby has it, and writes stop when none can; `preferred` would go
on alone, and a fail-over could then lose what was acknowledged.
*/}}
{{- define "databases.cloudNativePg" -}}
{{- $values := .values -}}
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata:
  name: {{ $values.name }}
  labels:
    {{- include "everchart.labels" (dict "root" .root "name" "databases") | nindent 4 }}
spec:
  instances: {{ $values.instances }}
  enableSuperuserAccess: true
  {{- with $values.superuserSecret }}
  superuserSecret:
    name: {{ . }}
  {{- end }}
  postgresql:
    parameters:
      fsync: 'on'
      synchronous_commit: 'on'
      {{- toYaml $values.parameters | nindent 6 }}
    {{- if gt (int $values.instances) 1 }}
    synchronous:
      method: any
      number: 1
      dataDurability: required
      failoverQuorum: true
    {{- end }}
  affinity:
    enablePodAntiAffinity: true
    podAntiAffinityType: {{ ternary "preferred" "required" (ne "" .g.exceptions.singleReplica) }}
    topologyKey: {{ .g.scheduling.zoneKey }}
    {{- with .g.scheduling.nodeSelector }}
    nodeSelector:
      {{- toYaml . | nindent 6 }}
    {{- end }}
    {{- with .g.scheduling.tolerations }}
    tolerations:
      {{- toYaml . | nindent 6 }}
    {{- end }}
  storage:
    size: {{ $values.storageSize }}
    {{- with .g.storage.className }}
    storageClass: {{ . }}
    {{- end }}
  walStorage:
    size: {{ $values.walStorageSize }}
    {{- with .g.storage.className }}
    storageClass: {{ . }}
    {{- end }}
  resources:
    {{- toYaml $values.resources | nindent 4 }}
{{- end -}}
