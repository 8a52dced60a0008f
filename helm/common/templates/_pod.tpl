{{/* Security of every pod and container: the restricted profile of the Pod Security Standards, and a read-only root. */}}
{{- define "everchart.podSecurity" -}}
runAsNonRoot: true
runAsUser: 65532
runAsGroup: 65532
fsGroup: 65532
fsGroupChangePolicy: OnRootMismatch
seccompProfile:
  type: RuntimeDefault
{{- end -}}

{{- define "everchart.containerSecurity" -}}
allowPrivilegeEscalation: false
privileged: false
readOnlyRootFilesystem: true
runAsNonRoot: true
capabilities:
  drop:
    - ALL
{{- end -}}

{{/*
Where pods go: spread over zones first, and never two of a kind on one node while there is another one. The hash of the template
makes a roll-out count its own pods only; else the old ones are in the way of the new ones.
*/}}
{{- define "everchart.placement" -}}
{{- with .g.scheduling.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .g.scheduling.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .g.scheduling.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- if and (not .once) (not .g.exceptions.singleReplica) }}
topologySpreadConstraints:
  - maxSkew: 1
    # One zone fewer, and without nodes that are out of reach: when a zone is lost its pods go to the others.
    minDomains: {{ max 1 (sub .g.scheduling.zones 1) }}
    nodeTaintsPolicy: Honor
    topologyKey: {{ .g.scheduling.zoneKey }}
    whenUnsatisfiable: DoNotSchedule
    labelSelector:
      matchLabels:
        {{- include "everchart.selector" . | nindent 8 }}
    matchLabelKeys:
      - pod-template-hash
  - maxSkew: 1
    topologyKey: {{ .g.scheduling.hostKey }}
    whenUnsatisfiable: ScheduleAnyway
    labelSelector:
      matchLabels:
        {{- include "everchart.selector" . | nindent 8 }}
    matchLabelKeys:
      - pod-template-hash
affinity:
  podAntiAffinity:
    preferredDuringSchedulingIgnoredDuringExecution:
      - weight: 100
        podAffinityTerm:
          topologyKey: {{ .g.scheduling.hostKey }}
          labelSelector:
            matchLabels:
              {{- include "everchart.selector" . | nindent 14 }}
{{- end }}
{{- end -}}

{{/*
A Deployment. Call with (dict "root" $ "g" $g "name" … "component" … "slot" … "resource" … "image" … "version" …
"environment" <list> "volumes" <list> "mounts" <list> "ports" <list> "probes" <dict> "capacity" … "scaled" … "drain" …
"lifecycle" … "resources" … "command" …).
*/}}
{{- define "everchart.deployment" -}}
{{- $labels := dict "root" .root "name" .name "component" .component "slot" .slot -}}
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ .resource }}
  labels:
    {{- include "everchart.labels" $labels | nindent 4 }}
    app.kubernetes.io/version: {{ .version | quote }}
  {{- with .g.exceptions.singleReplica }}
  annotations:
    everchart.io/single-replica: {{ . | quote }}
  {{- end }}
spec:
  {{- if not .scaled }}
  replicas: {{ include "everchart.replicas" . }}
  {{- end }}
  revisionHistoryLimit: 5
  minReadySeconds: 5
  progressDeadlineSeconds: 600
  strategy:
    type: RollingUpdate
    rollingUpdate:
      maxUnavailable: 0
      maxSurge: 25%
  selector:
    matchLabels:
      {{- include "everchart.selector" $labels | nindent 6 }}
  template:
    metadata:
      labels:
        {{- include "everchart.podLabels" $labels | nindent 8 }}
        app.kubernetes.io/version: {{ .version | quote }}
        everchart.io/scraped: "true"
      annotations:
        kubectl.kubernetes.io/default-container: {{ .name }}
    spec:
      serviceAccountName: {{ .name }}
      automountServiceAccountToken: false
      enableServiceLinks: false
      {{- with .g.imagePullSecrets }}
      imagePullSecrets:
        {{- range . }}
        - name: {{ . }}
        {{- end }}
      {{- end }}
      securityContext:
        {{- include "everchart.podSecurity" . | nindent 8 }}
      # The time before the signal, the time in which requests are still answered, and the time to end what was begun.
      terminationGracePeriodSeconds: {{ add .drain.beforeSignalSeconds .drain.answeringSeconds .drain.endingSeconds }}
      {{- include "everchart.placement" . | trim | nindent 6 }}
      containers:
        - name: {{ .name }}
          image: {{ .image }}
          imagePullPolicy: {{ .g.imagePullPolicy }}
          {{- with .environment }}
          env:
            {{- toYaml . | nindent 12 }}
          {{- end }}
          ports:
            {{- toYaml .ports | nindent 12 }}
          {{- toYaml .probes | nindent 10 }}
          lifecycle:
            preStop:
              {{- if .drain.path }}
              httpGet:
                path: {{ .drain.path }}
                port: {{ .drain.port }}
              {{- else }}
              # Until the endpoints of the Service have forgotten this pod. The kubelet sleeps: the image has no shell.
              sleep:
                seconds: {{ .drain.beforeSignalSeconds }}
              {{- end }}
          resources:
            {{- toYaml .resources | nindent 12 }}
          securityContext:
            {{- include "everchart.containerSecurity" . | nindent 12 }}
          volumeMounts:
            - name: tmp
              mountPath: /tmp
            {{- with .mounts }}
            {{- toYaml . | nindent 12 }}
            {{- end }}
      volumes:
        - name: tmp
          emptyDir:
            {{- if .temporaryInMemory }}
            medium: Memory
            {{- end }}
            sizeLimit: 256Mi
        {{- with .volumes }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
{{- end -}}

{{/* At most one pod of a kind is taken away at a time. One that is not ready does not hold up a node that is to be emptied. */}}
{{- define "everchart.disruptionBudget" -}}
{{- $labels := dict "root" .root "name" .name "component" .component "slot" .slot -}}
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: {{ .resource }}
  labels:
    {{- include "everchart.labels" $labels | nindent 4 }}
spec:
  maxUnavailable: 1
  unhealthyPodEvictionPolicy: AlwaysAllow
  selector:
    matchLabels:
      {{- include "everchart.selector" $labels | nindent 6 }}
{{- end -}}

{{/* By processor: for what answers requests. It never goes below N + 2. */}}
{{- define "everchart.processorScaling" -}}
{{- $labels := dict "root" .root "name" .name "component" .component "slot" .slot -}}
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: {{ .resource }}
  labels:
    {{- include "everchart.labels" $labels | nindent 4 }}
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: {{ .resource }}
  minReplicas: {{ include "everchart.replicas" . }}
  maxReplicas: {{ .autoscaling.max }}
  metrics:
    - type: Resource
      resource:
        name: cpu
        target:
          type: Utilization
          averageUtilization: {{ .autoscaling.processorPercent }}
  behavior:
    scaleUp:
      stabilizationWindowSeconds: 0
    scaleDown:
      stabilizationWindowSeconds: 600
      policies:
        - type: Pods
          value: 1
          periodSeconds: 60
{{- end -}}

{{- define "everchart.serviceAccount" -}}
apiVersion: v1
kind: ServiceAccount
metadata:
  name: {{ .name }}
  labels:
    {{- include "everchart.labels" (dict "root" .root "name" .name) | nindent 4 }}
automountServiceAccountToken: false
{{- end -}}
