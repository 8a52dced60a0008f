{{/* Databases by their logins. URLs have no password: processes take it from the file that is named like the login. */}}
{{- define "everchart.databaseVariables" -}}
{{- $g := .g -}}
{{- range .databases }}
- name: {{ .variable }}
  value: {{ include "everchart.databaseUrl" (dict "g" $g "login" .login "database" .database "host" .host) | quote }}
{{- end }}
{{- end -}}

{{- define "everchart.databaseUrl" -}}
{{- printf "postgres://%s@%s:%v/%s" .login (.host | default .g.postgres.host) .g.postgres.port .database -}}
{{- with .g.postgres.parameters }}?{{ . }}{{ end -}}
{{- end -}}

{{/* Files of their passwords. Call with (dict "databases" … "secret" <that has those that name no other>). */}}
{{- define "everchart.passwordFiles" -}}
{{- $secret := .secret -}}
{{- $seen := list -}}
{{- range .databases }}
{{- if not (has .login $seen) }}
{{- $seen = append $seen .login }}
- {secret: {{ .secret | default $secret }}, key: {{ .login }}, path: passwords/{{ .login }}}
{{- end }}
{{- end }}
{{- end -}}

{{/* Databases of a role of a service, with those of the topics where PostgreSQL carries them. */}}
{{- define "everchart.serviceDatabases" -}}
{{ include (printf "%s.databases" .service.name) . }}
{{- if eq .g.stream.kind "postgres" }}
- {variable: STREAM_DATABASE_URL, login: {{ .service.short }}_streams, database: streams}
{{- end }}
{{- end -}}

{{/* Variables with plain values, in the order of their names. */}}
{{- define "everchart.plainVariables" -}}
{{- range $name, $value := . }}
- name: {{ $name }}
  value: {{ if kindIs "float64" $value }}{{ $value | int64 | toString | quote }}{{ else }}{{ $value | toString | quote }}{{ end }}
{{- end }}
{{- end -}}

{{/*
The environment of a process of a service, as a YAML list. Call with (dict "root" $ "g" $g "service" <description> "role" …
"slot" … "version" …).
*/}}
{{- define "everchart.serviceEnvironment" -}}
{{- $g := .g -}}
{{- $secrets := "/run/secrets/everchart" -}}
{{- $role := index .root.Values.roles .role -}}
- name: INSTANCE_ID
  valueFrom:
    fieldRef:
      fieldPath: metadata.name
{{- $plain := dict
  "HOST" "0.0.0.0"
  "PORT" "8080"
  "ROLES" .role
  "RELEASE" (include "everchart.releaseOf" .)
  "LOG_LEVEL" $g.logLevel
  "JWT_ISSUER" $g.tokens.issuer
  "JWT_AUDIENCE" $g.tokens.audience
  "JWKS_URL" $g.tokens.jwksUrl
  "JWT_CLOCK_LEEWAY_SECONDS" $g.tokens.clockLeewaySeconds
  "PASSWORDS_DIRECTORY" (printf "%s/passwords" $secrets)
  "KEYRING_KEK_FILE" (printf "%s/kek" $secrets)
  "STREAM_KIND" $g.stream.kind
  "STREAM_KEYS_FILE" (printf "%s/stream-keys" $secrets)
  "STREAM_TOPIC_PREFIX" $g.stream.topicPrefix
-}}
{{- if .service.serves | has .role }}{{ $_ := set $plain "DRAIN_SECONDS" $g.drain.answeringSeconds }}{{ end -}}
{{- with $g.tracing.endpoint }}{{ $_ := set $plain "OTEL_EXPORTER_OTLP_ENDPOINT" . }}{{ end -}}
{{- with $g.releases.tokenSecret }}
{{- $_ := set $plain "RELEASES_TOKEN_FILE" (printf "%s/releases-token" $secrets) }}
{{- if ne $.service.name "ingest" }}{{ $_ := set $plain "RELEASES_URL" "http://ingest:80" }}{{ end }}
{{- end -}}
{{- if eq $g.stream.kind "kafka" -}}
{{- $_ := set $plain "KAFKA_BROKERS" (join "," $g.kafka.brokers) -}}
{{- $_ := set $plain "KAFKA_TLS" $g.kafka.tls -}}
{{- if and $g.kafka.tls $g.kafka.caSecret }}{{ $_ := set $plain "KAFKA_CA_FILE" (printf "%s/kafka/ca.crt" $secrets) }}{{ end -}}
{{- if $g.kafka.certificateSecret -}}
{{- $_ := set $plain "KAFKA_CERTIFICATE_FILE" (printf "%s/kafka/tls.crt" $secrets) -}}
{{- $_ := set $plain "KAFKA_KEY_FILE" (printf "%s/kafka/tls.key" $secrets) -}}
{{- end -}}
{{- if $g.kafka.passwordSecret -}}
{{- $_ := set $plain "KAFKA_USERNAME" .service.name -}}
{{- $_ := set $plain "KAFKA_PASSWORD_FILE" (printf "%s/kafka/password" $secrets) -}}
{{- end -}}
{{- end -}}
{{- $own := include (printf "%s.variables" .service.name) . | fromYaml -}}
{{- include "everchart.plainVariables" (merge (dict) (.slotValues.settings | default dict) ($role.settings | default dict) (.root.Values.settings | default dict) $own $plain) }}
{{- with $g.monitoring.tokenSecret }}
- name: METRICS_TOKEN
  valueFrom:
    secretKeyRef:
      name: {{ . }}
      key: token
{{- end }}
{{- include "everchart.databaseVariables" (dict "g" $g "databases" (include "everchart.serviceDatabases" . | fromYamlArray)) }}
{{- end -}}

{{/* Which release a slot's processes say they are: by default the version of the image. */}}
{{- define "everchart.releaseOf" -}}
{{- .slotValues.release | default .version -}}
{{- end -}}

{{/* Secrets that a process reads as files under /run/secrets/everchart: one list of {secret, key, path}. */}}
{{- define "everchart.serviceFiles" -}}
- {secret: {{ .g.keyring.kekSecret }}, key: kek, path: kek}
- {secret: {{ .g.stream.keysSecret | default (printf "everchart-%s-stream-keys" .service.name) }}, key: stream-keys, path: stream-keys}
{{- with .g.postgres.caSecret }}
- {secret: {{ . }}, key: ca.crt, path: postgres/ca.crt}
{{- end }}
{{- if eq .g.stream.kind "kafka" }}
{{- if and .g.kafka.tls .g.kafka.caSecret }}
- {secret: {{ .g.kafka.caSecret }}, key: ca.crt, path: kafka/ca.crt}
{{- end }}
{{- if .g.kafka.certificateSecret }}
- {secret: {{ replace "{service}" .service.name .g.kafka.certificateSecret }}, key: tls.crt, path: kafka/tls.crt}
- {secret: {{ replace "{service}" .service.name .g.kafka.certificateSecret }}, key: tls.key, path: kafka/tls.key}
{{- end }}
{{- if .g.kafka.passwordSecret }}
- {secret: {{ replace "{service}" .service.name .g.kafka.passwordSecret }}, key: password, path: kafka/password}
{{- end }}
{{- end }}
{{- with .g.releases.tokenSecret }}
- {secret: {{ . }}, key: token, path: releases-token}
{{- end }}
{{- include "everchart.passwordFiles" (dict "secret" .g.postgres.passwordsSecret "databases" (include "everchart.serviceDatabases" . | fromYamlArray)) }}
{{- with include (printf "%s.files" .service.name) . | trim }}
{{ . }}
{{- end }}
{{- end -}}

{{/* One volume of all of them. Its files are of the group of the process, and of no one else. */}}
{{- define "everchart.filesVolume" -}}
- name: secrets
  projected:
    defaultMode: 288 # 0440
    sources:
      {{- range . }}
      - secret:
          name: {{ .secret }}
          items:
            - key: {{ .key }}
              path: {{ .path }}
      {{- end }}
{{- end -}}
