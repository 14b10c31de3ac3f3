"""The headings of Zoom's reports in the languages of its portal, in the form of `headings.normalised` without brackets.

Chinese, Arabic, Dutch, Polish, Turkish, Vietnamese, Indonesian and Swedish headings are translations of ours; no report
in them was found in public.
"""

from __future__ import annotations

WORDS: dict[str, frozenset[str]] = {
    field: frozenset(word.strip() for word in words.replace("\n", "|").split("|") if word.strip())
    for field, words in {
        "name": """name | user name | nom | nom d'utilisateur | nombre | nombre de usuario | nome | nome de usuário
            nome do usuário | nome do utilizador | имя | имя пользователя | 名前 | ユーザー名 | 名称 | 姓名 | 用户名
            الاسم | اسم المستخدم | benutzername | nome utente | 이름 | 사용자 이름 | 名稱
            使用者名稱 | naam | gebruikersnaam | nazwa | nazwa użytkownika | imię |
            ad | ad soyad | kullanıcı adı | tên | tên người dùng | nama | nama pengguna | namn | användarnamn""",
        "email": """user email | email | e-mail | e-mail address | email address | user e-mail | adresse e-mail
            e-mail de l'utilisateur | e-mail utilisateur | courriel | correo electrónico | e-mail del usuario
            correo electrónico del usuario | e-mail do usuário | endereço de e-mail | эл. почта | электронная почта
            e-mail пользователя | адрес электронной почты | эл. почта пользователя | ユーザーメール | メールアドレス
            メール | 用户邮箱 | 用户电子邮件 | 电子邮件 | 邮箱 | البريد الإلكتروني | البريد الإلكتروني للمستخدم
            benutzer-e-mail | e-mail-adresse | email utente | 이메일 | 사용자 이메일 | 電子郵件 | 電子郵件地址
            使用者電子郵件 | e-mailadres | e-mail użytkownika | adres e-mail |
            e-posta | kullanıcı e-postası | e-posta adresi | email người dùng | địa chỉ email | email pengguna |
            e-post | användarens e-post | e-postadress""",
        "joined": """join time | heure d'arrivée | heure de connexion | heure d'entrée | hora de entrada
            hora para unirse | hora de ingreso | hora de unión | ingressar na hora | hora de ingresso
            hora de conexão | hora de entrada na reunião
            время входа | время подключения | 参加時刻 | 参加時間 | 加入时间 | 加入時間
            وقت الانضمام | وقت الدخول | beitrittszeit | beitrittszeitpunkt | beitritt |
            teilnahmezeit | ora di ingresso | ora di partecipazione | ora di accesso | 참가 시간 | 입장 시간
            deelnametijd | tijdstip van deelname | czas dołączenia | godzina dołączenia |
            katılma zamanı | katılma saati | katılım zamanı | giriş zamanı | thời gian tham gia | giờ tham gia |
            waktu bergabung | waktu masuk | waktu gabung | anslutningstid | anslöt | tid för anslutning | gick med""",
        "left": """leave time | heure de départ | heure de déconnexion | heure de sortie | hora de salida
            hora para salir | hora de saída | sair na hora | время выхода | время отключения | 退出時刻 | 退出時間
            离开时间 | 退出时间 | 離開時間 | وقت المغادرة | وقت الخروج | austrittszeit | verlassenszeit | verlassen |
            zeit des verlassens | uhrzeit des verlassens | ora di uscita | ora di abbandono | 나간 시간 | 퇴장 시간
            vertrektijd | tijdstip van vertrek | czas opuszczenia | godzina opuszczenia |
            ayrılma zamanı | ayrılma saati | çıkış zamanı | thời gian rời đi | thời gian rời | giờ rời đi |
            waktu keluar | waktu meninggalkan | lämnade tid | lämnade | tid för lämnande | utträdestid""",
        "minutes": """duration | total duration | time in session | durée | durée totale | temps dans la session
            zeit in sitzung | zeit in der sitzung
            duración | duración total | tiempo en la sesión | duração | duração total | tempo na sessão
            продолжительность | общая продолжительность | длительность | время в сеансе | 所要時間 | 合計所要時間
            期間 | 持续时间 | 总持续时间 | 时长 | 持續時間 | المدة | المدة الإجمالية | dauer | gesamtdauer
            durata | 기간 | 總持續時間 | duur | totale duur | czas trwania | łączny czas trwania |
            süre | toplam süre | thời lượng | tổng thời lượng | durasi | total durasi | durasi total | längd |
            total längd | total varaktighet""",
        "waiting": """in waiting room | dans la salle d'attente | en sala de espera | na sala de espera
            в зале ожидания | 待機室 | 待機室内 | 在等候室 | 等候室 | 在等候室中 | في غرفة الانتظار | im warteraum
            nella sala d'attesa""",
        "attended": """attended | a participé | asistió | participou | compareceu | участвовал | 参加
            已参加 | 出席済み | 参加済み | 已出席 | 出席 | حضر
            teilgenommen | ha partecipato | partecipato | 참석 | 참석함""",
        "given": "first name | vorname | prénom | nombre de pila | primeiro nome | имя участника",
        "family": "last name | nachname | nom de famille | apellido | apellidos | sobrenome | фамилия | 姓",
        "registered_at": """registration time | registrierungszeit | heure d'inscription | hora de registro
            hora de inscrição""",
        "status": """approval status | genehmigungsstatus | statut d'approbation | estado de aprobación
            status de aprovação""",
        "topic": "topic | sujet | tema | tópico | assunto | тема | トピック | 主题 | 主題 | الموضوع | thema",
        "meeting": """meeting id | webinar id | id | id de réunion | id de la réunion | id de reunión
            id de la reunión | id da reunião | идентификатор конференции | ミーティングid | 会议号 | 会议id
            معرف الاجتماع | id de la conferencia""",
        "starts": """start time | actual start time | heure de début | hora de inicio | hora de início
            hora de comienzo | время начала | 開始時刻 | 開始時間 | 开始时间 | وقت البدء | startzeit""",
        "ends": """end time | heure de fin | hora de finalización | hora de término | hora de fin | время окончания
            終了時刻 | 終了時間 | 结束时间 | وقت الانتهاء | endzeit""",
        "host": "host | hôte | anfitrión | anfitrião | организатор | ホスト | 主持人 | المضيف",
        "participants": """participants | participantes | участники | 参加者 | 参会者 | 参与者 | المشاركون
            nombre de participants | número de participantes""",
        "department": "department | group | has zoom rooms | creation time | departamento | service | groupe",
    }.items()
}
"""Field of a report → the headings that name it. A heading may name several: which one, its row decides."""

YES = frozenset(
    (
        *("yes", "y", "true", "oui", "o", "si", "sí", "sì", "s", "sim"),
        *("да", "д", "はい", "是", "نعم", "ja", "j", "wahr", "예", "네", "evet", "tak", "có", "ya"),
    )
)
"""What the portal writes where something is so."""

HOST_MARKS = frozenset(
    (
        "host",
        "co-host",
        "anfitrión",
        "anfitrion",
        "hôte",
        "anfitrião",
        "организатор",
        "ホスト",
        "主持人",
        "المضيف",
        "مضيف",
        "gastgeber",
        "organizzatore",
        "호스트",
        "gastheer",
        "gospodarz",
        "prowadzący",
        "värd",
    )
)

SECTIONS = {
    "host details": "host",
    "panelist details": "panelist",
    "attendee details": "attendee",
    "other attended": "attendee",
    "detalles del anfitrión": "host",
    "detalles del panelista": "panelist",
    "detalles de los panelistas": "panelist",
    "détails de l'hôte": "host",
    "détails du panéliste": "panelist",
    "détails des panélistes": "panelist",
    "host-details": "host",
    "diskussionsteilnehmer-details": "panelist",
    "details zu diskussionsteilnehmern": "panelist",
    "detalhes do anfitrião": "host",
    "detalhes do painelista": "panelist",
}
"""The titles of a webinar report's sections. Others do no harm: each section has a header of its own."""
