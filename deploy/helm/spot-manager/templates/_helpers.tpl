{{- define "spot.name" -}}
{{- printf "%s" .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- end -}}

{{- /* Labels of an object: (dict "root" $ "part" "api-gateway") */ -}}
{{- define "spot.labels" -}}
{{ include "spot.selector" . }}
app.kubernetes.io/version: {{ .root.Values.image.tag | default .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version }}
{{- end -}}

{{- define "spot.selector" -}}
app.kubernetes.io/name: spot-manager
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .part }}
{{- end -}}

{{- define "spot.image" -}}
{{- $v := .root.Values.image -}}
{{- $digest := get $v.digests .part -}}
{{- if $digest -}}
{{ printf "%s/%s@%s" $v.repository .part $digest }}
{{- else -}}
{{ printf "%s/%s:%s" $v.repository .part ($v.tag | default .root.Chart.AppVersion) }}
{{- end -}}
{{- end -}}

{{- /* What every container may not do. */ -}}
{{- define "spot.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
runAsNonRoot: true
capabilities:
  drop: [ALL]
{{- end -}}

{{- define "spot.podSecurity" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
fsGroup: 10001
seccompProfile:
  type: RuntimeDefault
{{- end -}}

{{- define "spot.spread" -}}
{{- range $key := list "topology.kubernetes.io/zone" "kubernetes.io/hostname" }}
- maxSkew: 1
  topologyKey: {{ $key }}
  whenUnsatisfiable: ScheduleAnyway
  labelSelector:
    matchLabels:
      {{- include "spot.selector" $ | nindent 6 }}
{{- end }}
{{- end -}}

{{- define "spot.secretEnv" -}}
- name: {{ .name }}
  valueFrom:
    secretKeyRef:
      name: {{ .secret }}
      key: {{ .key }}
{{- end -}}

{{- /* Database and broker of a part: (dict "root" $ "key" "gateway") */ -}}
{{- define "spot.services" -}}
- name: SPRING_DATASOURCE_URL
  value: {{ .root.Values.database.url | quote }}
{{ include "spot.secretEnv" (dict "name" "SPRING_DATASOURCE_USERNAME" "secret" (get .root.Values.database.roles .key) "key" "username") }}
{{ include "spot.secretEnv" (dict "name" "SPRING_DATASOURCE_PASSWORD" "secret" (get .root.Values.database.roles .key) "key" "password") }}
{{- with .root.Values.broker }}
{{- if .addresses }}
- name: SPRING_RABBITMQ_ADDRESSES
  value: {{ .addresses | quote }}
{{- else }}
- name: SPRING_RABBITMQ_HOST
  value: {{ .host | quote }}
- name: SPRING_RABBITMQ_PORT
  value: {{ .port | quote }}
{{- end }}
{{- if .tls }}
- name: SPRING_RABBITMQ_SSL_ENABLED
  value: "true"
{{- end }}
{{- end }}
{{ include "spot.secretEnv" (dict "name" "SPRING_RABBITMQ_USERNAME" "secret" (get .root.Values.broker.users .key) "key" "username") }}
{{ include "spot.secretEnv" (dict "name" "SPRING_RABBITMQ_PASSWORD" "secret" (get .root.Values.broker.users .key) "key" "password") }}
- name: LOGGING_STRUCTURED_FORMAT_CONSOLE
  value: ecs
{{- end -}}

{{- /* The simulated cloud, which takes the place of a real one: (dict "root" $ "user" "admin") */ -}}
{{- define "spot.simulatedCloud" -}}
- name: OS_AUTH_URL
  value: http://{{ include "spot.name" .root }}-simulator:5000/v3
- name: OS_USERNAME
  value: {{ .user }}
- name: OS_PASSWORD
  value: no-secret
- name: OS_PROJECT_ID
  value: admin
{{- end -}}

{{- /* Started: it answers. Live: the process does, whatever it depends on. Ready: it may get requests, or claim operations. */ -}}
{{- define "spot.probes" -}}
startupProbe:
  httpGet: {path: {{ .live }}, port: http}
  periodSeconds: 2
  timeoutSeconds: 5
  failureThreshold: 90
livenessProbe:
  httpGet: {path: {{ .live }}, port: http}
  periodSeconds: 10
  timeoutSeconds: 5
  failureThreshold: 6
readinessProbe:
  httpGet: {path: {{ .ready }}, port: http}
  periodSeconds: 5
  timeoutSeconds: 5
  failureThreshold: 2
{{- end -}}

{{- /*
A part that serves HTTP: (dict "root" $ "part" "api-gateway" "key" "gateway" "port" 8080 "values" ... "live" ... "ready" ... "env" TEXT
"mounts" TEXT "volumes" TEXT "replicas" true)
*/ -}}
{{- define "spot.deployment" -}}
{{- $name := printf "%s-%s" (include "spot.name" .root) .part -}}
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ $name }}
  labels:
    {{- include "spot.labels" . | nindent 4 }}
spec:
  {{- if .replicas }}
  replicas: {{ .values.replicas }}
  {{- end }}
  revisionHistoryLimit: 3
  selector:
    matchLabels:
      {{- include "spot.selector" . | nindent 6 }}
  strategy:
    type: RollingUpdate
    # One after the other, and never fewer than are there.
    rollingUpdate: {maxSurge: 1, maxUnavailable: 0}
  template:
    metadata:
      labels:
        {{- include "spot.labels" . | nindent 8 }}
    spec:
      automountServiceAccountToken: false
      enableServiceLinks: false
      # A worker finishes and saves its step; a gateway ends its requests.
      terminationGracePeriodSeconds: 45
      securityContext:
        {{- include "spot.podSecurity" . | nindent 8 }}
      topologySpreadConstraints:
        {{- include "spot.spread" . | trim | nindent 8 }}
      {{- with .root.Values.image.pullSecrets }}
      imagePullSecrets:
        {{- range . }}
        - name: {{ . }}
        {{- end }}
      {{- end }}
      containers:
        - name: {{ .part }}
          image: {{ include "spot.image" . | quote }}
          imagePullPolicy: {{ .root.Values.image.pullPolicy }}
          ports:
            - {name: http, containerPort: {{ .port }}, protocol: TCP}
          {{- with .values.envFrom }}
          envFrom:
            {{- toYaml . | nindent 12 }}
          {{- end }}
          env:
            {{- include "spot.services" . | nindent 12 }}
            {{- with .env }}
            {{- . | trim | nindent 12 }}
            {{- end }}
            {{- range $key, $value := .values.env }}
            - name: {{ $key }}
              value: {{ $value | quote }}
            {{- end }}
          {{- include "spot.probes" . | nindent 10 }}
          {{- if eq .part "api-gateway" }}
          lifecycle:
            # The endpoints forget it first, so that no request meets a closed port.
            preStop:
              sleep: {seconds: 5}
          {{- end }}
          resources:
            {{- toYaml .values.resources | nindent 12 }}
          securityContext:
            {{- include "spot.containerSecurity" . | nindent 12 }}
          volumeMounts:
            - {name: tmp, mountPath: /tmp}
            {{- with .mounts }}
            {{- . | trim | nindent 12 }}
            {{- end }}
            {{- with .values.extraVolumeMounts }}
            {{- toYaml . | nindent 12 }}
            {{- end }}
      volumes:
        - name: tmp
          emptyDir: {medium: Memory, sizeLimit: 32Mi}
        {{- with .volumes }}
        {{- . | trim | nindent 8 }}
        {{- end }}
        {{- with .values.extraVolumes }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
{{- end -}}

{{- define "spot.disruption" -}}
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: {{ include "spot.name" .root }}-{{ .part }}
  labels:
    {{- include "spot.labels" . | nindent 4 }}
spec:
  maxUnavailable: 1
  unhealthyPodEvictionPolicy: AlwaysAllow
  selector:
    matchLabels:
      {{- include "spot.selector" . | nindent 6 }}
{{- end -}}

{{- define "spot.service" -}}
apiVersion: v1
kind: Service
metadata:
  name: {{ include "spot.name" .root }}-{{ .part }}
  labels:
    {{- include "spot.labels" . | nindent 4 }}
spec:
  {{- if .headless }}
  clusterIP: None
  {{- end }}
  selector:
    {{- include "spot.selector" . | nindent 4 }}
  ports:
    - {name: http, port: {{ .port }}, targetPort: http, protocol: TCP}
{{- end -}}

{{- /* The workers that are switched on, as a JSON list. */ -}}
{{- define "spot.workers" -}}
{{- $all := list
  (dict "part" "migration-worker" "key" "migrationWorker" "port" 8081 "user" "admin" "kinds" (list "migration" "placement" "withdrawal" "drain"))
  (dict "part" "launch-worker" "key" "launchWorker" "port" 8083 "user" "admin" "kinds" (list "launch" "attach-network" "retire" "retire-and-move" "adopt-vm" "attach-firewall"))
  (dict "part" "inventory-worker" "key" "inventoryWorker" "port" 8082 "user" "admin-reader" "kinds" (list)) -}}
{{- $on := list -}}
{{- range $all -}}
{{- if (get $.Values .key).enabled -}}{{- $on = append $on . -}}{{- end -}}
{{- end -}}
{{ toJson $on }}
{{- end -}}
